using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using GatewayKit.Yaml;

namespace GatewayKit.Kubernetes.Importing;

/// <summary>Reads the resources of manifests, also those of lists.</summary>
internal static class ImportReader
{
    /// <summary>Returns the resources of a file in their order.</summary>
    /// <param name="file">The file.</param>
    /// <param name="errors">Collects the errors, each with its location.</param>
    public static ImmutableArray<ImportDocument> Read(ManifestText file, List<string> errors)
    {
        var manifests = ImmutableArray.CreateBuilder<ImportDocument>();
        try
        {
            var nodes = new ImportNodes(file);
            while (nodes.Next() is { Line: > 0 } document)
            {
                if (document.Root is null)
                    continue;
                if (document.Root is JsonObject root)
                    Add(root);
                else
                    errors.Add(string.Create(CultureInfo.InvariantCulture, $"{file.Name}:{document.Line}: the document isn't a resource."));
            }

            void Add(JsonObject resource)
            {
                var manifest = new ImportDocument(resource, file.Name, nodes.Lines);
                if (manifest.ApiVersion.Length == 0 || manifest.Kind.Length == 0)
                    errors.Add($"{manifest.LocationOf(resource)}: the resource has no apiVersion or no kind.");
                else if (manifest.Kind.EndsWith("List", StringComparison.Ordinal) && resource["items"] is JsonArray items)
                    AddAll(items);
                else
                    manifests.Add(manifest);
            }

            void AddAll(JsonArray items)
            {
                foreach (var item in items)
                {
                    if (item is JsonObject resource)
                        Add(resource);
                }
            }
        }
        catch (YamlSyntaxException error)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"{file.Name}:{error.Line}:{error.Column}: {error.Message}"));
        }

        return manifests.DrainToImmutable();
    }
}
