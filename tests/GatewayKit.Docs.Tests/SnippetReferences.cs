using System.Text.Json;
using Microsoft.CodeAnalysis;

namespace GatewayKit.Docs;

/// <summary>The assemblies that the code of a document may use.</summary>
internal static class SnippetReferences
{
    // Read once: a reference that compilations share also shares the symbols that the compiler makes of it.
    private static readonly (string Path, MetadataReference Reference)[] s_all =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Select(path => (path, (MetadataReference)MetadataReference.CreateFromFile(path)))];

    /// <summary>
    /// For the README of a package what a project gets that references this package and no other; for its tests xunit as well.
    /// For any other document everything.
    /// </summary>
    public static IEnumerable<MetadataReference> Of(Document document)
    {
        var package = document.Name.Split('/') is ["src" or "plugins", var name, "README.md"]
            ? Closure(document.Name.Split('/')[0], name)
            : null;
        return s_all
            .Where(file => package is null || IsFramework(file.Path) || package.Contains(Path.GetFileName(file.Path)))
            .Select(file => file.Reference);
    }

    private static HashSet<string> Closure(string folder, string package)
    {
        var path = Path.Combine(Repository.Built($"{folder}/{package}"), $"{package}.deps.json");
        using var file = JsonDocument.Parse(File.ReadAllText(path));
        var libraries = file.RootElement.GetProperty("targets").EnumerateObject().Single().Value.EnumerateObject();
        var files = libraries
            .Where(library => library.Value.TryGetProperty("runtime", out _))
            .SelectMany(library => library.Value.GetProperty("runtime").EnumerateObject());
        return [.. files.Select(f => Path.GetFileName(f.Name)), "xunit.core.dll", "xunit.assert.dll", "xunit.abstractions.dll"];
    }

    private static bool IsFramework(string path)
        => path.Contains("/shared/Microsoft.", StringComparison.Ordinal) || path.Contains(@"\shared\Microsoft.", StringComparison.Ordinal);
}
