namespace GatewayKit.Portal.Tests.Trying;

/// <summary>A test that needs a command. Where it is missing, the test is skipped, and says so.</summary>
internal sealed class CommandFactAttribute : FactAttribute
{
    public CommandFactAttribute(string name) => Skip = Exists(name) ? null : $"This machine doesn't have {name}.";

    private static bool Exists(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, name)));
}
