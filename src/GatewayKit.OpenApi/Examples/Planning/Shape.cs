using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Evaluation;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Examples.Planning;

/// <summary>What a value is like: everything that the schemas which hold for it say, put together. Made once, never changed.</summary>
internal sealed class Shape
{
    private readonly ShapeCache _cache;
    private readonly Shape?[] _branches;

    public Shape(ShapeSource source, ShapeReader reader, ShapeCache cache)
    {
        (Source, _cache) = (source, cache);
        Identity = source.Nodes is [var only] && source.Denied.Length == 0 ? Discriminators.Target(only) : this;
        Types = reader.Types;
        UsualTypes = reader.UsualTypes;
        Number = reader.Number;
        Text = reader.Text;
        Array = reader.Array;
        Object = reader.Object;
        Choice = reader.Choice;
        IsImpossible = reader.IsImpossible;
        NeedsCheck = reader.NeedsCheck;
        IsClosed = reader.Closed is not null;
        Given = GivenValues.Of(this, reader);
        _branches = new Shape?[Choice?.Branches.Length ?? 0];
    }

    public ShapeSource Source { get; }

    /// <summary>What two shapes have in common that are of the same recursive schema.</summary>
    public object Identity { get; }

    /// <summary>The types that a value may have, the preferred one first.</summary>
    public JsonTypes[] Types { get; }

    /// <summary>How many of the types, from the first on, are usual.</summary>
    public int UsualTypes { get; }

    public NumberShape? Number { get; }

    public TextShape Text { get; }

    public ArrayShape Array { get; }

    public ObjectShape Object { get; }

    /// <summary>What must be decided first.</summary>
    public Choice? Choice { get; }

    /// <summary>Whether no value can satisfy it.</summary>
    public bool IsImpossible { get; }

    /// <summary>Whether what is written may be wrong, as keywords are involved that only tell afterwards.</summary>
    public bool NeedsCheck { get; }

    /// <summary>Valid values that the document gives, as JSON.</summary>
    public byte[][] Given { get; }

    /// <summary>Whether there are no other values than the given ones.</summary>
    public bool IsClosed { get; }

    public bool HasTaken(int branch) => _branches[branch] is not null;

    /// <summary>The shape with one branch of the choice taken.</summary>
    public Shape Taking(int branch) => _branches[branch] ??= new Shape(Source.With(Choice!, Choice!.Branches[branch]), _cache);

    /// <summary>Whether a value satisfies the schemas.</summary>
    public bool Allows(JsonElement value)
    {
        foreach (var node in Source.Nodes)
        {
            if (!IsValid(node, value))
                return false;
        }
        foreach (var node in Source.Denied)
        {
            if (IsValid(node, value))
                return false;
        }
        return true;
    }

    private Shape(ShapeSource source, ShapeCache cache) : this(source, new ShapeReader(source, cache), cache)
    {
    }

    private bool IsValid(SchemaNode node, JsonElement value)
    {
        using var context = new EvaluationContext(_cache.Limits, errors: null);
        return context.Run(node, value);
    }
}
