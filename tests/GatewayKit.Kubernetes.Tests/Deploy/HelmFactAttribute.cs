namespace GatewayKit.Kubernetes.Tests.Deploy;

/// <summary>A test that needs Helm. Where it is missing, the test is skipped, and says so; <c>.ci/run</c> gets it.</summary>
internal sealed class HelmFactAttribute : FactAttribute
{
    public HelmFactAttribute() => Skip = Helm.Executable is null ? "This machine doesn't have helm." : null;
}
