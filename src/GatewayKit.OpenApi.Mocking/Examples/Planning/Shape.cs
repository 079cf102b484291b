using System.Text.Json;
using GatewayKit.JsonSchema.Values;

namespace GatewayKit.OpenApi.Mocking.Examples.Planning;

/// <summary>The combined rules of all schemas that apply to a value. Immutable.</summary>
internal sealed class Shape
{
    private readonly ShapeCache _cache;
    private readonly Shape?[] _branches;

    public Shape(ShapeSource source, ShapeReader reader, ShapeCache cache, WorkBudget work)
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
        Given = ProvidedValues.Of(this, reader, work);
        _branches = new Shape?[Choice?.Branches.Length ?? 0];
        work.SpendReading(reader.Cost);
        if (Object.IsTooSlow)
            work.GiveUp();
    }

    public ShapeSource Source { get; }

    /// <summary>Identifies shapes of the same recursive schema.</summary>
    public object Identity { get; }

    /// <summary>The allowed types, the preferred one first.</summary>
    public JsonTypes[] Types { get; }

    /// <summary>The number of usual types at the start of the list.</summary>
    public int UsualTypes { get; }

    public NumberShape? Number { get; }

    public TextShape Text { get; }

    public ArrayShape Array { get; }

    public ObjectShape Object { get; }

    /// <summary>The first choice to make.</summary>
    public Choice? Choice { get; }

    /// <summary>Whether no value can satisfy it.</summary>
    public bool IsImpossible { get; }

    /// <summary>Whether no value can satisfy it, or none of its fixed values does.</summary>
    public bool IsDead => IsImpossible || (IsClosed && Given.Length == 0);

    /// <summary>Whether a written value may be invalid, because it depends on keywords that are only checked afterwards.</summary>
    public bool NeedsCheck { get; }

    /// <summary>Valid values from the document, as JSON.</summary>
    public byte[][] Given { get; }

    /// <summary>Whether only the provided values are valid.</summary>
    public bool IsClosed { get; }

    /// <summary>Returns the shape after choosing one branch.</summary>
    public Shape Taking(int branch, WorkBudget work)
    {
        if (_branches[branch] is { } known)
            return known;
        var source = Source.With(Choice!, Choice!.Branches[branch]);
        var shape = new Shape(source, new ShapeReader(source, _cache), _cache, work);
        return _cache.TryKeep() ? _branches[branch] = shape : shape;
    }

    /// <summary>Whether a value satisfies the schemas; also <c>false</c> if the check costs too much.</summary>
    public bool Allows(in JsonElement value, WorkBudget work)
    {
        foreach (var node in Source.Nodes)
        {
            if (!work.Allows(node, value))
                return false;
        }
        foreach (var node in Source.Denied)
        {
            if (work.Allows(node, value))
                return false;
        }
        return work.Left > 0;
    }
}
