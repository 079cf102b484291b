using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Kubernetes.Manifests;

/// <summary>
/// Reads resources from files, folders and stdin: YAML or JSON, with several documents and with kinds such as <c>List</c>. An error in one
/// resource doesn't hide those of others.
/// </summary>
internal sealed class ManifestReader
{
    /// <summary>The name of stdin.</summary>
    public const string StandardInput = "-";

    private readonly ImmutableArray<ManifestObject>.Builder _objects = ImmutableArray.CreateBuilder<ManifestObject>();
    private readonly ImmutableArray<ConfigError>.Builder _errors = ImmutableArray.CreateBuilder<ConfigError>();

    private ManifestReader()
    {
    }

    /// <summary>Reads resources.</summary>
    /// <param name="paths">The files, the folders, whose files <c>*.yaml</c>, <c>*.yml</c> and <c>*.json</c> are read, and <c>-</c> for
    /// stdin.</param>
    /// <param name="isRecursive">Whether folders in folders are read.</param>
    /// <param name="openInput">Opens stdin.</param>
    public static ManifestFiles Read(IEnumerable<string> paths, bool isRecursive, Func<Stream> openInput)
    {
        var reader = new ManifestReader();
        var files = ManifestPaths.Find(paths, isRecursive, reader._errors);
        foreach (var file in files)
        {
            if (reader._errors.Count < ManifestLimits.Errors)
                reader.ReadFile(file, openInput);
        }

        return new ManifestFiles(
            reader._objects.ToImmutable(), reader._errors.ToImmutable(), [.. files.Where(file => file != StandardInput)]);
    }

    /// <summary>Reads the resources of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">Its name in locations.</param>
    public static ManifestFiles ReadText(string text, string source)
    {
        var reader = new ManifestReader();
        reader.ReadDocuments(text, source);
        return new ManifestFiles(reader._objects.ToImmutable(), reader._errors.ToImmutable(), []);
    }

    private void ReadFile(string file, Func<Stream> openInput)
    {
        var source = file == StandardInput ? "stdin" : file;
        try
        {
            using var stream = file == StandardInput ? openInput() : File.OpenRead(file);
            if (ReadText(stream) is { } text)
                ReadDocuments(text, source);
            else
                Add($"The file is larger than {ManifestLimits.FileSize} bytes.", new ConfigLocation(source));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Add($"The file can't be read: {error.Message}", new ConfigLocation(source));
        }
        catch (DecoderFallbackException)
        {
            Add("The file isn't text in UTF-8.", new ConfigLocation(source));
        }
    }

    /// <returns>The text; null if it is too large.</returns>
    private static string? ReadText(Stream stream)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[81_920];
        for (int count; (count = stream.Read(chunk)) > 0;)
        {
            if (buffer.Length + count > ManifestLimits.FileSize)
                return null;

            buffer.Write(chunk, 0, count);
        }

        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(buffer.GetBuffer(), 0, (int)buffer.Length).TrimStart('\uFEFF');
    }

    private void ReadDocuments(string text, string source)
    {
        try
        {
            var documents = new ManifestDocuments(text, source);
            while (documents.TryRead(out var root, out var location))
                AddDocument(root, location, documents.Locations);
        }
        catch (Yaml.YamlSyntaxException error)
        {
            Add($"The document isn't valid YAML: {error.Message}", new ConfigLocation(source, error.Line, error.Column));
        }
        catch (ManifestException error)
        {
            Add(error.Message, error.Location);
        }
    }

    private void AddDocument(JsonNode? root, ConfigLocation location, ManifestLocations locations)
    {
        if (root is null)
            return;
        if (root is not JsonObject json)
        {
            Add("The document isn't a resource, which is a mapping with apiVersion and kind.", location);
            return;
        }

        var found = new ManifestObject(json, location, locations);
        if (found.ApiVersion.Length == 0 || found.Kind.Length == 0)
            Add("The document isn't a resource: it needs apiVersion and kind.", location);
        else if (found.Kind.EndsWith("List", StringComparison.Ordinal) && json["items"] is JsonArray items)
            AddItems(found, items);
        else if (found.Name.Length == 0)
            Add($"The {found.Kind} has no metadata.name.", locations.Of(json, "metadata"));
        else if (_objects.Count == ManifestLimits.Resources)
            throw new ManifestException($"There are more than {ManifestLimits.Resources} resources.", location);
        else
            _objects.Add(found);
    }

    /// <summary>Adds the items of a list. Those of a list of one kind don't need to have the kind.</summary>
    private void AddItems(ManifestObject list, JsonArray items)
    {
        foreach (var item in items)
        {
            if (item is JsonObject json && list.Kind != "List")
            {
                json.TryAdd("apiVersion", list.ApiVersion);
                json.TryAdd("kind", list.Kind[..^"List".Length]);
            }

            AddDocument(item, item is null ? list.Location : list.Locations.Of(item), list.Locations);
        }
    }

    private void Add(string message, ConfigLocation location) => _errors.Add(new ConfigError("", message, location));
}
