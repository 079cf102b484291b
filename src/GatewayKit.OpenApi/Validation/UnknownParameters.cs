namespace GatewayKit.OpenApi.Validation;

/// <summary>The handling of parameters that the document doesn't declare.</summary>
public enum UnknownParameters
{
    /// <summary>Ignore them.</summary>
    Ignore,

    /// <summary>Report each as a violation with the code <c>unknown</c>.</summary>
    Report,
}
