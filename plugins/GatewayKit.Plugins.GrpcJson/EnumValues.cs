namespace GatewayKit.Plugins.GrpcJson;

/// <summary>The form of values of enumerations in JSON.</summary>
public enum EnumValues
{
    /// <summary>The names.</summary>
    Names,

    /// <summary>The numbers.</summary>
    Numbers,
}
