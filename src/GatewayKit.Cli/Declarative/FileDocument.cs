using System.Text.Json.Nodes;

namespace GatewayKit.Cli.Declarative;

/// <summary>Merges the entries of files to a whole configuration.</summary>
internal static class FileDocument
{
    private const string Settings = "settings";

    public static JsonObject Of(IReadOnlyList<FileEntry> files)
    {
        var document = new JsonObject();
        foreach (var file in files)
        {
            var id = file.Key[(file.Kind.Length + 1)..];
            var content = file.Content?.DeepClone() ?? new JsonObject();
            if (file.Kind == Settings)
                document[id] = content;
            else if (file.Kind == FileEntry.Plugins)
                SectionOf(document, file.Kind, () => new JsonArray()).Add(content);
            else
                SectionOf(document, file.Kind, () => new JsonObject())[id] = content;
        }

        return document;
    }

    private static T SectionOf<T>(JsonObject document, string name, Func<T> create)
        where T : JsonNode
    {
        if (document[name] is not T section)
            document[name] = section = create();
        return section;
    }
}
