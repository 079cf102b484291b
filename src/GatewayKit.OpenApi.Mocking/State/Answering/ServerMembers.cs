using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Mocking.State.Inference;
using GatewayKit.OpenApi.Mocking.State.Patching;

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

    public ServerMembers(ItemKind kind, ObjectShape? request, Samples samples, TimeProvider time)
    {
        (_kind, _samples, _time) = (kind, samples, time);
        _owned = [.. kind.Shape.Properties.Keys.Where(name => kind.Shape.IsReadOnly(name)
            || (request is not null && (request.IsReadOnly(name) || !request.Properties.ContainsKey(name))))];
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
        foreach (var name in _owned.Where(name => name != _kind.Id && !members.ContainsKey(name) && _kind.Shape.IsRequired(name)))
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
        var schema = _kind.Shape.Properties[name];
        var isTime = SchemaTerms.Format(schema) is "date-time" or "date";
        if (_kind.Shape.IsWriteOnly(name))
            return;
        if (IsTime(name, s_moments) && IsValid(schema, Now(schema)))
            members[name] = Now(schema);
        else if (!_kind.Shape.IsRequired(name) && (isTime || !_kind.Shape.IsReadOnly(name)))
            return;
        else if (SchemaTerms.Items(schema) is not null && IsValid(schema, new JsonArray()))
            members[name] = new JsonArray();
        else if (_samples.TryMake(schema, $"{_kind.Name} {key} {name}", out var made))
            members[name] = made;
    }

    private bool IsTime(string name, string[] words)
        => SchemaTerms.Format(_kind.Shape.Properties[name]) is "date-time" or "date"
            && words.Any(word => SchemaTerms.Plain(name).Contains(word, StringComparison.Ordinal));

    private JsonValue Now(OpenApiSchema schema)
        => JsonValue.Create(
            _time.GetUtcNow().UtcDateTime.ToString(SchemaTerms.Format(schema) == "date" ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'",
                System.Globalization.CultureInfo.InvariantCulture));

    private static IEnumerable<(string Name, JsonElement Value)> Default(string name, OpenApiSchema schema)
        => SchemaTerms.Default(schema) is { } value && schema.Compile(SchemaDirection.Request).Schema?.IsValid(value) == true
            ? [(name, value)]
            : [];

    private static bool IsValid(OpenApiSchema schema, JsonNode value)
        => schema.Compile(SchemaDirection.Response).Schema?.IsValid(JsonTree.ToElement(value)) == true;
}
