using System.Text.Json.Nodes;

namespace GatewayKit.Cli.Importing.Wsdl;

/// <summary>A type with members: for the plugin <c>soap</c>, and as a schema of OpenAPI.</summary>
/// <param name="name">The name of both.</param>
internal sealed class XsdType(string name)
{
    private readonly List<XsdMember> _members = [];
    private readonly JsonObject _properties = [];
    private readonly JsonArray _required = [];

    public string Name { get; } = name;

    public IReadOnlyList<XsdMember> Members => _members;

    /// <summary>Gets or sets the description.</summary>
    public string? Description { get; set; }

    /// <summary>Gets or sets whether it can have other elements and attributes.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Gets or sets the schema of a value without attributes; <c>null</c> if the type is always an object.</summary>
    public JsonObject? Scalar { get; set; }

    /// <summary>Returns whether a member has a name.</summary>
    public bool Has(string member) => _properties.ContainsKey(member);

    /// <summary>Adds a member.</summary>
    public void Add(XsdMember member, JsonObject schema, bool isRequired)
    {
        _members.Add(member);
        _properties.Add(member.Name, schema);
        if (isRequired)
            _required.Add(member.Name);
    }

    /// <summary>Returns the schema of OpenAPI.</summary>
    public JsonObject ToSchema()
    {
        if (Scalar is not null && _members.Count == 1)
            return (JsonObject)Scalar.DeepClone();

        var schema = new JsonObject { ["type"] = "object" };
        if (Description is not null)
            schema["description"] = Description;
        if (_properties.Count > 0)
            schema["properties"] = _properties.DeepClone();
        if (_required.Count > 0)
            schema["required"] = _required.DeepClone();
        if (!IsOpen)
            schema["additionalProperties"] = false;
        return Scalar is null ? schema : new JsonObject { ["anyOf"] = new JsonArray(Scalar.DeepClone(), schema) };
    }
}
