using System.Text.Json;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Examples.Planning;

/// <summary>What a value is like: everything that the schemas which hold for it say, put together. Made once, never changed.</summary>
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
        Given = GivenValues.Of(this, reader, work);
        _branches = new Shape?[Choice?.Branches.Length ?? 0];
        work.SpendReading(reader.Cost);
        if (Object.IsTooSlow)
            work.GiveUp();
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

    /// <summary>Whether no value can satisfy it, or none of the only ones does.</summary>
    public bool IsDead => IsImpossible || (IsClosed && Given.Length == 0);

    /// <summary>Whether what is written may be wrong, as keywords are involved that only tell afterwards.</summary>
    public bool NeedsCheck { get; }

    /// <summary>Valid values that the document gives, as JSON.</summary>
    public byte[][] Given { get; }

    /// <summary>Whether there are no other values than the given ones.</summary>
    public bool IsClosed { get; }

    /// <summary>The shape with one branch of the choice taken.</summary>
    public Shape Taking(int branch, WorkBudget work)
    {
        if (_branches[branch] is { } known)
            return known;
        var source = Source.With(Choice!, Choice!.Branches[branch]);
        var shape = new Shape(source, new ShapeReader(source, _cache), _cache, work);
        return _cache.TryKeep() ? _branches[branch] = shape : shape;
    }

    /// <summary>Whether a value satisfies the schemas; false too if it costs too much to tell.</summary>
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
