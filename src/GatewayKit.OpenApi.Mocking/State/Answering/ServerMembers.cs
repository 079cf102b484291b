using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Patching;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Mocking.State.Answering;

/// <summary>The members of an item that the server sets: <c>readOnly</c> members, and those that requests don't have.</summary>
internal sealed class ServerMembers
{
    private static readonly string[] s_moments = ["creat", "add", "regist", "since", "updat", "modif", "chang", "touch", "timestamp"];
    private static readonly string[] s_changes = ["updat", "modif", "chang", "touch"];
    private readonly ItemKind _kind;
    private readonly Samples _samples;
    private readonly TimeProvider _time;
    private readonly HashSet<string> _owned;
    private readonly List<(string Name, JsonElement Value)> _defaults;

    public ServerMembers(ItemKind kind, SchemaSurface? request, Samples samples, TimeProvider time)
    {
        (_kind, _samples, _time) = (kind, samples, time);
        _owned = [.. kind.Shape.Properties.Keys.Where(name => kind.Shape.Property(name).IsReadOnly
            || (request is not null && (request.Property(name).IsReadOnly || !request.Properties.ContainsKey(name))))];
        _defaults = [.. (request ?? kind.Shape).Properties
            .Where(property => !_owned.Contains(property.Key) && property.Key != kind.Id)
            .SelectMany(property => Default(property.Key, property.Value))];
    }

    /// <summary>Whether the server ignores a client's value for the member.</summary>
    public bool Owns(string name) => _owned.Contains(name);

    /// <summary>Sets the members of a new item, except for its id.</summary>
    public void FillNew(JsonObject members, string key)
    {
        AddDefaults(members);
        foreach (var name in _owned.Where(name => name != _kind.Id))
        {
            members.Remove(name);
            Make(members, name, key);
        }
    }

    /// <summary>Sets the members of an item that replaces another one.</summary>
    public void FillReplaced(JsonObject members, JsonObject old, string key)
    {
        AddDefaults(members);
        Keep(members, old, key);
        foreach (var name in _owned.Where(name => name != _kind.Id && !members.ContainsKey(name) && _kind.Shape.Members.Requires(name)))
            Make(members, name, key);
    }

    /// <summary>Restores the server's members after a change, and sets the time of the change.</summary>
    public void Keep(JsonObject members, JsonObject old, string key)
    {
        foreach (var name in _owned.Where(name => name != _kind.Id))
        {
            members.Remove(name);
            if (IsTime(name, s_changes))
                Make(members, name, key);
            else if (old.TryGetPropertyValue(name, out var value))
                members[name] = value?.DeepClone();
        }
    }

    private void AddDefaults(JsonObject members)
    {
        foreach (var (name, value) in _defaults)
        {
            if (!members.ContainsKey(name) && JsonTree.TryRead(value, out var node))
                members[name] = node;
        }
    }

    private void Make(JsonObject members, string name, string key)
    {
        var property = _kind.Shape.Properties[name];
        var isTime = property.Format is "date-time" or "date";
        if (property.IsWriteOnly)
            return;
        if (IsTime(name, s_moments) && IsValid(property, Now(property)))
            members[name] = Now(property);
        else if (!_kind.Shape.Members.Requires(name) && (isTime || !property.IsReadOnly))
            return;
        else if (property.HasItems && IsValid(property, new JsonArray()))
            members[name] = new JsonArray();
        else if (_samples.TryMake(property.Schema, $"{_kind.Name} {key} {name}", out var made))
            members[name] = made;
    }

    private bool IsTime(string name, string[] words)
        => _kind.Shape.Properties[name].Format is "date-time" or "date"
            && words.Any(word => PlainName.Of(name).Contains(word, StringComparison.Ordinal));

    private JsonValue Now(SchemaSurface property)
        => JsonValue.Create(
            _time.GetUtcNow().UtcDateTime.ToString(property.Format == "date" ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
                System.Globalization.CultureInfo.InvariantCulture));

    private static IEnumerable<(string Name, JsonElement Value)> Default(string name, SchemaSurface property)
        => property.Keyword("default") is { } value && property.Schema.Compile(SchemaDirection.Request).Schema?.IsValid(value) == true
            ? [(name, value)]
            : [];

    private static bool IsValid(SchemaSurface property, JsonNode value)
        => property.Schema.Compile(SchemaDirection.Response).Schema?.IsValid(JsonTree.ToElement(value)) == true;
}
