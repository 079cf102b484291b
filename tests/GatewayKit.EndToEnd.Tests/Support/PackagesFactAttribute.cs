namespace GatewayKit.EndToEnd.Support;

/// <summary>A test that needs the packed packages and, besides the .NET SDK, some commands.
/// It is skipped, with the reason, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PackagesFactAttribute : FactAttribute
{
    public PackagesFactAttribute(params string[] commands) => Skip = PackageFolder.Missing ?? MissingCommands(commands);

    private static string? MissingCommands(string[] commands)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var missing = commands
            .Prepend("bash")
            .Where(command => !folders.Any(folder => File.Exists(Path.Combine(folder, command))))
            .ToArray();
        return missing is [] ? null : $"This machine doesn't have {string.Join(" and ", missing)}.";
    }
}
