using System.Text.RegularExpressions;

namespace GatewayKit.Architecture;

/// <summary>A file of a project in src.</summary>
/// <param name="Name">The name of the type in it.</param>
/// <param name="Namespace">The namespace that it declares; empty without one.</param>
/// <param name="Folder">The folder below the project's; empty for the project's own.</param>
/// <param name="IsPublic">Whether it declares a public type.</param>
internal sealed partial record SourceFile(string Name, string Namespace, string Folder, bool IsPublic)
{
    public static IEnumerable<SourceFile> All(string project)
    {
        foreach (var file in Repository.Files("*.cs", "src/" + project))
        {
            var text = File.ReadAllText(file);
            var folder = Path.GetRelativePath(Path.Combine(Repository.Root, "src", project), Path.GetDirectoryName(file)!)
                .Replace('\\', '/');
            yield return new(Path.GetFileNameWithoutExtension(file),
                NamespaceLine().Match(text).Groups[1].Value, folder == "." ? "" : folder, PublicLine().IsMatch(text));
        }
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex("^public ", RegexOptions.Multiline)]
    private static partial Regex PublicLine();
}
