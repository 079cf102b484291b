using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Model;

namespace GatewayKit.OpenApi.Validation.Bodies.Forms;

/// <summary>The declared properties of a form. Compiled once.</summary>
internal sealed class FormProperties
{
    private readonly Dictionary<string, FormProperty> _byName;

    public FormProperties(OpenApiMediaType declared, SchemaSurface shape, SchemaDirection direction, List<SchemaError> errors)
    {
        var names = shape.Properties.Keys.ToHashSet(StringComparer.Ordinal);
        All = [.. names.Select(
            name => new FormProperty(name, shape.Property(name), declared.Encoding.GetValueOrDefault(name), names, direction, errors))];
        _byName = All.ToDictionary(property => property.Name, StringComparer.Ordinal);
        Shape = shape;
    }

    public FormProperty[] All { get; }

    public SchemaSurface Shape { get; }

    public FormProperty? Find(string name) => _byName.GetValueOrDefault(name);
}
