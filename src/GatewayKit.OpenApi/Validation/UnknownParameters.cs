namespace GatewayKit.OpenApi.Validation;

/// <summary>What happens with parameters that the document doesn't know.</summary>
public enum UnknownParameters
{
    /// <summary>They are ignored.</summary>
    Ignore,

    /// <summary>Each is a violation with the code <c>unknown</c>.</summary>
    Report,
}
