using System.Collections.Frozen;
using System.Text.Json;

namespace GatewayKit.Plugins.GraphQL.Persisted;

/// <summary>The trusted documents of a file.</summary>
internal sealed class TrustedDocuments
{
    private const string Option = "documents";
    private const long MaxLength = 64 * 1024 * 1024;

    private readonly FrozenDictionary<string, string> _documents;
    private readonly FrozenDictionary<string, string> _byHash;

    private TrustedDocuments(IReadOnlyDictionary<string, string> documents)
    {
        _documents = documents.ToFrozenDictionary(StringComparer.Ordinal);
        _byHash = documents.Values.Distinct().ToFrozenDictionary(DocumentHash.Of, StringComparer.Ordinal);
    }

    /// <summary>Reads the file.</summary>
    /// <exception cref="PluginOptionsException">The file can't be read, or isn't valid.</exception>
    public static TrustedDocuments Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > MaxLength)
                throw Invalid("is a file of more than 64 MB");

            using var file = JsonDocument.Parse(File.ReadAllBytes(path), new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (file.RootElement.ValueKind != JsonValueKind.Object)
                throw Invalid("is a file whose content isn't a JSON object");

            var documents = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var member in file.RootElement.EnumerateObject())
            {
                if (member.Value.ValueKind != JsonValueKind.String)
                    throw Invalid($"is a file whose member {HeaderOptions.Quoted(member.Name)} isn't a string");
                var text = member.Value.GetString()!;
                if (DocumentHash.Is(member.Name) && !DocumentHash.Of(text).Equals(member.Name, StringComparison.OrdinalIgnoreCase))
                    throw Invalid($"is a file whose member {HeaderOptions.Quoted(member.Name)} isn't the SHA-256 hash of its document");
                documents[member.Name] = text;
            }

            return new TrustedDocuments(documents);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            throw Invalid($"can't be read: {error.Message.TrimEnd('.')}");
        }
    }

    /// <summary>Returns a document; null if there is none.</summary>
    /// <param name="id">Its id or hash.</param>
    public string? Find(string? id)
        => id is null ? null
            : DocumentHash.Is(id) ? _byHash.GetValueOrDefault(id.ToLowerInvariant())
            : _documents.GetValueOrDefault(id);

    /// <summary>Returns whether a document is one of them.</summary>
    public bool Contains(string document) => _byHash.ContainsKey(DocumentHash.Of(document));

    private static PluginOptionsException Invalid(string problem) => new([new OptionsError(Option, problem)]);
}
