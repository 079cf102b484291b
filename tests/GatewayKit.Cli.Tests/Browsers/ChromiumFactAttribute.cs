namespace GatewayKit.Cli.Tests.Browsers;

/// <summary>A test that needs a browser. Where it is missing, the test is skipped, and says so; <c>.ci/run</c> installs it.</summary>
internal sealed class ChromiumFactAttribute : FactAttribute
{
    public ChromiumFactAttribute()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, Chromium.Command))))
            Skip = $"This machine doesn't have {Chromium.Command}.";
    }
}
