namespace GatewayKit.Benchmarks.Servers;

/// <summary>Finds programs.</summary>
internal static class ProgramPath
{
    /// <summary>Returns the path of a program on the <c>PATH</c>; null if it isn't installed.</summary>
    public static string? Find(string name)
        => (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, name))
            .FirstOrDefault(File.Exists);
}
