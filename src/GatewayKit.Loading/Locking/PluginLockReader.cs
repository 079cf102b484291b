using System.Collections.Immutable;
using System.Text.Json;
using GatewayKit.Configuration;
using GatewayKit.Plugins;

namespace GatewayKit.Loading.Locking;

/// <summary>Reads a lock file strictly: what it does not understand to the letter protects nothing.</summary>
internal static class PluginLockReader
{
    public const string VersionKey = "version";
    public const string PluginsKey = "plugins";
    public const string HashPrefix = "sha256:";
    public const int Version = 1;

    private const int MaxBytes = 16 << 20;
    private const int HashLength = 64;

    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    public static PluginLock? Read(string file)
    {
        // A link that leads nowhere does not exist for File.Exists; it must not count as no lock.
        if (!Path.Exists(file) && new FileInfo(file).LinkTarget is null)
            return null;
        if (!FileContent.TryRead(file, MaxBytes, out var content, out var error))
            throw Broken(file, error);

        try
        {
            using var document = JsonDocument.Parse(content, s_options);
            return Read(document.RootElement);
        }
        catch (Exception reason) when (reason is JsonException or FormatException or InvalidOperationException)
        {
            throw Broken(file, reason.Message);
        }
    }

    private static PluginLock Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || root.GetPropertyCount() != 2
            || !root.TryGetProperty(VersionKey, out var version) || !root.TryGetProperty(PluginsKey, out var plugins))
            throw new FormatException($"It is an object with '{VersionKey}' and '{PluginsKey}', and nothing else.");
        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != Version)
            throw new FormatException($"Its '{VersionKey}' is {version.GetRawText()}; this host reads version {Version}.");

        return new PluginLock(Object(plugins, PluginsKey).Select(p => KeyValuePair.Create(
            IsName(p.Name) ? p.Name : throw new FormatException($"'{p.Name}' is no plugin folder's name."),
            ReadFiles(p))));
    }

    private static ImmutableSortedDictionary<string, string> ReadFiles(JsonProperty plugin)
        => Object(plugin.Value, plugin.Name).ToImmutableSortedDictionary(
            f => f.Name.Split('/').All(IsName) ? f.Name : throw new FormatException($"'{f.Name}' of '{plugin.Name}' is no file in its folder."),
            f => ReadHash(f) ?? throw new FormatException($"'{f.Name}' of '{plugin.Name}' has no '{HashPrefix}' with {HashLength} lowercase hexadecimal digits."),
            StringComparer.Ordinal);

    private static string? ReadHash(JsonProperty file)
    {
        var text = file.Value.ValueKind == JsonValueKind.String ? file.Value.GetString()! : "";
        return text.Length == HashPrefix.Length + HashLength && text.StartsWith(HashPrefix, StringComparison.Ordinal)
            && text[HashPrefix.Length..].All(char.IsAsciiHexDigitLower) ? text[HashPrefix.Length..] : null;
    }

    private static JsonElement.ObjectEnumerator Object(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : throw new FormatException($"'{name}' is no object.");

    // What begins with a dot is never loaded, so there is nothing to list; that includes '.' and '..'.
    private static bool IsName(string name) => name.Length > 0 && name[0] != '.' && !name.Contains('/', StringComparison.Ordinal) && !name.Contains('\\', StringComparison.Ordinal);

    private static PluginModuleException Broken(string file, string reason) => new($"the lock file '{file}' is broken, so nothing is loaded: {reason}");
}
