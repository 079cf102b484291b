namespace GatewayKit.Plugins.JsonXml;

/// <summary>The treatment of namespaces that aren't listed.</summary>
public enum OtherNamespaces
{
    /// <summary>Names keep their prefixes, and the declarations become members.</summary>
    Keep,

    /// <summary>Names lose their prefixes.</summary>
    Drop,
}
