namespace GatewayKit.Kubernetes.TestServer.Writing;

/// <summary>How unknown fields are reported (<c>fieldValidation</c>).</summary>
internal enum FieldValidation
{
    Warn,
    Ignore,
    Strict,
}
