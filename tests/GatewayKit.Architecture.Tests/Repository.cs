namespace GatewayKit.Architecture;

/// <summary>The files of the source tree.</summary>
internal static class Repository
{
    private static readonly string[] s_notSources = ["bin", "obj", "artifacts", "packages-local", "TestResults", ".git"];

    /// <summary>The root folder: the one with the solution.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The solution's text.</summary>
    public static string Solution => File.ReadAllText(Path.Combine(Root, "GatewayKit.sln"));

    /// <summary>The folder with a folder for each template of 'dotnet new'.</summary>
    public static string Templates { get; } = Path.Combine(Root, "src", "GatewayKit.Templates", "content");

    /// <summary>The projects in folders such as <c>src</c>. What 'dotnet new' makes projects of is none.</summary>
    public static IReadOnlyList<ProjectFile> Projects(params string[] folders)
        => [.. folders
            .SelectMany(folder => Files("*.csproj", folder))
            .Where(path => !path.StartsWith(Templates, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new ProjectFile(path))];

    /// <summary>The files that match a pattern, without what a build makes.</summary>
    public static IEnumerable<string> Files(string pattern, string folder = "")
        => Files(new DirectoryInfo(Path.Combine(Root, folder)), pattern);

    /// <summary>A path as messages show it.</summary>
    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static IEnumerable<string> Files(DirectoryInfo folder, string pattern)
        => folder.EnumerateFiles(pattern).Select(file => file.FullName).Concat(
            folder.EnumerateDirectories().Where(child => !s_notSources.Contains(child.Name)).SelectMany(child => Files(child, pattern)));

    private static string Find(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "GatewayKit.sln"))
        ? folder.FullName
        : Find(folder.Parent ?? throw new InvalidOperationException("The tests run outside of the source tree."));
}
