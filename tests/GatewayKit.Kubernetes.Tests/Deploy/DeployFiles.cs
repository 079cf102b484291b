using k8s;

namespace GatewayKit.Kubernetes.Tests.Deploy;

/// <summary>The files for installing the gateway.</summary>
internal static class DeployFiles
{
    /// <summary>The folder <c>src/GatewayKit.Kubernetes/deploy</c>.</summary>
    public static string Folder { get; } = Find();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Folder, path)).ReplaceLineEndings("\n");

    public static IEnumerable<string> List(string folder)
        => Directory.EnumerateFiles(Path.Combine(Folder, folder)).Order(StringComparer.Ordinal);

    /// <summary>Returns the documents of a manifest with their kinds.</summary>
    public static IEnumerable<(string Kind, string Yaml)> Documents(string manifest)
        => from document in manifest.Split("\n---\n")
           let kind = document.Split('\n').FirstOrDefault(line => line.StartsWith("kind: ", StringComparison.Ordinal))
           where kind is not null
           select (kind["kind: ".Length..].Trim(), document);

    /// <summary>Reads the only document of a kind. An unknown key throws.</summary>
    public static T Only<T>(string manifest, string kind)
        => KubernetesYaml.Deserialize<T>(Documents(manifest).Single(document => document.Kind == kind).Yaml, strict: true);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GatewayKit.sln")))
                return Path.Combine(folder.FullName, "src", "GatewayKit.Kubernetes", "deploy");
        }

        throw new DirectoryNotFoundException("GatewayKit.sln isn't above the tests.");
    }
}
