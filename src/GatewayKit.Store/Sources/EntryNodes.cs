using System.Text.Json;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Nodes;
using GatewayKit.Masking;
using GatewayKit.Store.Revisions;

namespace GatewayKit.Store.Sources;

/// <summary>Reads the contents of entries as nodes of a configuration. Messages have the key of the entry as their location.</summary>
internal sealed class EntryNodes(ConfigErrors errors)
{
    /// <summary>Variables aren't replaced: otherwise, writers of the store could read the environment of every node.</summary>
    private const string Variable = "${env:";
    private const string Escaped = "$${env:";

    private HashSet<string> _secrets = [];

    public ConfigNode Node(StoreEntry entry)
    {
        _secrets = new HashSet<string>(entry.Secrets, StringComparer.Ordinal);
        var location = EntryText.LocationOf(entry.Key);
        using var document = JsonDocument.Parse(entry.Content, EntryText.Options);
        return Node(document.RootElement, $"{entry.Key.Kind}.{entry.Key.Id}", location, "", isSecret: false);
    }

    private ConfigNode Node(JsonElement element, string path, ConfigLocation location, string pointer, bool isSecret)
    {
        isSecret = isSecret || (_secrets.Count > 0 && _secrets.Contains(pointer));
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                return Mapping(element, path, location, pointer, isSecret);
            case JsonValueKind.Array:
                return new ConfigSequence(
                    element.EnumerateArray().Select(
                        (item, i) => Node(item, $"{path}[{i}]", location, PointerOf(pointer, $"{i}"), isSecret)),
                    location);
            case JsonValueKind.String:
                return Text(element, path, location, isSecret);
            case JsonValueKind.Number:
                return isSecret
                    ? ConfigScalar.PlainSecret(element.GetRawText(), ConfigSecrets.Mask, location)
                    : ConfigScalar.Plain(element.GetRawText(), location);
            case JsonValueKind.True or JsonValueKind.False:
                return ConfigNode.FromValue(element.GetBoolean(), location);
            default:
                return new ConfigNull(location);
        }
    }

    private ConfigMapping Mapping(JsonElement element, string path, ConfigLocation location, string pointer, bool isSecret)
    {
        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var members = new List<KeyValuePair<string, ConfigNode>>();
        foreach (var member in element.EnumerateObject())
        {
            if (keys.Add(member.Name))
            {
                members.Add(new(member.Name, Node(
                    member.Value, $"{path}.{member.Name}", location, PointerOf(pointer, member.Name), isSecret)));
            }
            else
            {
                errors.Add(path, $"the key '{member.Name}' occurs twice; keys are case-insensitive.", location);
            }
        }

        return new ConfigMapping(members, location);
    }

    private ConfigScalar Text(JsonElement element, string path, ConfigLocation location, bool isSecret)
    {
        string text;
        try
        {
            text = element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            errors.Add(path, "the text has an escape that is half of a surrogate pair.", location);
            return new ConfigScalar("", location);
        }

        if (text.Replace(Escaped, "", StringComparison.Ordinal).Contains(Variable, StringComparison.Ordinal))
        {
            errors.Add(path, "variables aren't replaced in a store. Write the value itself, which the store encrypts, keep this part in a "
                + "configuration file, or write $${env: for the text itself.", location);
        }

        text = text.Replace(Escaped, Variable, StringComparison.Ordinal);
        return isSecret ? ConfigScalar.Secret(text, ConfigSecrets.Mask, location) : new ConfigScalar(text, location);
    }

    /// <summary>Returns the JSON Pointer of a member; empty if the entry has no marked secrets.</summary>
    private string PointerOf(string pointer, string key) => _secrets.Count == 0 ? "" : $"{pointer}/{SecretMarks.Escaped(key)}";
}
