namespace GatewayKit.Plugins.Soap;

/// <summary>The styles of an operation (WSDL 1.1, section 3.4).</summary>
public enum SoapStyle
{
    /// <summary>The body is an element with the members of the JSON.</summary>
    Document,

    /// <summary>The body is an element with the name of the operation; the members of the JSON are parts without a namespace.</summary>
    Rpc,
}
