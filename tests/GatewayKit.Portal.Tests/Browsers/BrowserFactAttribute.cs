namespace GatewayKit.Portal.Tests.Browsers;

/// <summary>A test that needs a browser. Where it is missing, the test is skipped, and says so; <c>.ci/run</c> installs it.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    private const string Name = "chromium";

    public BrowserFactAttribute() => Skip = Command is null ? $"This machine doesn't have {Name}." : null;

    /// <summary>The browser's file; null if there is none.</summary>
    public static string? Command { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, Name))
        .FirstOrDefault(File.Exists);
}
