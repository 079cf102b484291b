namespace GatewayKit.EndToEnd.Support;

/// <summary>A theory that needs the packed packages. It is skipped, with the reason, where they are missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PackagesTheoryAttribute : TheoryAttribute
{
    public PackagesTheoryAttribute() => Skip = PackageFolder.Missing;
}
