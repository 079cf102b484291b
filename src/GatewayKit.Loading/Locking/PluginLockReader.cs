using System.Collections.Immutable;
using System.Text.Json;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Sources;
using GatewayKit.Plugins;

namespace GatewayKit.Loading.Locking;

/// <summary>Reads a lock file strictly: a file with unknown content is rejected.</summary>
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
        // File.Exists returns false for a dangling link, which must not count as a missing lock file.
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
            throw new FormatException($"expected an object with '{VersionKey}' and '{PluginsKey}' only.");
        if (version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out var number) || number != Version)
            throw new FormatException($"'{VersionKey}' is {version.GetRawText()}; this host supports version {Version}.");

        return new PluginLock(Object(plugins, PluginsKey).Select(p => KeyValuePair.Create(
            IsName(p.Name) ? p.Name : throw new FormatException($"'{p.Name}' isn't a valid plugin folder name."),
            ReadFiles(p))));
    }

    private static ImmutableSortedDictionary<string, string> ReadFiles(JsonProperty plugin)
        => Object(plugin.Value, plugin.Name).ToImmutableSortedDictionary(
            f => f.Name.Split('/').All(IsName)
                ? f.Name
                : throw new FormatException($"'{f.Name}' of '{plugin.Name}' isn't a valid relative file name."),
            f => ReadHash(f) ?? throw new FormatException(
                $"'{f.Name}' of '{plugin.Name}' needs '{HashPrefix}' and {HashLength} lowercase hexadecimal digits."),
            StringComparer.Ordinal);

    private static string? ReadHash(JsonProperty file)
    {
        var text = file.Value.ValueKind == JsonValueKind.String ? file.Value.GetString()! : "";
        return text.Length == HashPrefix.Length + HashLength && text.StartsWith(HashPrefix, StringComparison.Ordinal)
            && text[HashPrefix.Length..].All(char.IsAsciiHexDigitLower) ? text[HashPrefix.Length..] : null;
    }

    private static JsonElement.ObjectEnumerator Object(JsonElement element, string name)
        => element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : throw new FormatException($"'{name}' isn't an object.");

    // Names that begin with a dot, which include '.' and '..', are never loaded, so they can't be listed.
    private static bool IsName(string name)
        => name.Length > 0
            && name[0] != '.'
            && !name.Contains('/', StringComparison.Ordinal)
            && !name.Contains('\\', StringComparison.Ordinal);

    private static PluginModuleException Broken(string file, string reason)
        => new($"the lock file '{file}' isn't valid, so no plugin is loaded: {reason}");
}
