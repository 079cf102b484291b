namespace GatewayKit.Docs.Pages;

/// <summary>A test that needs bash, curl and openssl. Where one is missing, it is skipped, and says so;
/// <c>.ci/run</c> installs them.</summary>
internal sealed class PageTheoryAttribute : TheoryAttribute
{
    public PageTheoryAttribute()
    {
        var missing = new[] { "bash", "curl", "openssl" }.Where(
            name => !(Environment.GetEnvironmentVariable("PATH") ?? "")
                .Split(Path.PathSeparator)
                .Any(folder => File.Exists(Path.Combine(folder, name))));
        if (missing.Any())
            Skip = $"This machine doesn't have {string.Join(" and ", missing)}.";
    }
}
