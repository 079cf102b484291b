using System.Runtime.CompilerServices;
using System.Text.Json;
using GatewayKit.OpenApi.Examples.Planning;
using GatewayKit.OpenApi.Examples.Texts;
using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Examples.Writing;

/// <summary>Writes one value. What it tries, and how much it writes, is bounded.</summary>
internal sealed class ExampleWriter(ExampleOptions options, ExampleRandom random, WorkBudget work) : IDisposable
{
    /// <summary>How much deeper than allowed a value may get where the schema asks for it.</summary>
    private const int DeeperAtMost = 20;
    private const int MaxBytes = 1 << 20;
    private const int ManyBytes = 1 << 17;

    /// <summary>With less work left than this, no more is written than must be.</summary>
    private const int Much = 10_000;

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    /// <summary>How often a recursive schema may stand in itself before only what it requires is written.</summary>
    private const int Unfolded = 2;

    private readonly List<object> _within = [];
    private bool _isUnfolded;
    private ExampleRandom _random = random;

    public WorkBudget Work => work;

    public JsonBuffer Buffer { get; } = new();

    public ref ExampleRandom Random => ref _random;

    /// <summary>Whether values are chosen by chance.</summary>
    public bool Varies => options.Dynamic;

    /// <summary>How hard to try, from 0 to 2.</summary>
    public int Effort { get; init; }

    /// <summary>Whether something is written even where nothing fits.</summary>
    public bool Tolerates { get; init; }

    /// <summary>How many other values than the usual one are wanted first.</summary>
    public int Shift { get; set; }

    /// <summary>What the name of the property says.</summary>
    public TextKind Kind { get; set; }

    public int Depth { get; set; }

    /// <summary>Whether to write no more than must be.</summary>
    public bool IsLean => _isUnfolded || Depth >= options.MaxDepth || Buffer.Length > ManyBytes || work.Left < Much;

    public static JsonElement Parse(ReadOnlySpan<byte> json) => JsonElement.Parse(json, Deep);

    /// <summary>Whether a value of the shape's schema is being written, so that another one within it would make it recursive.</summary>
    public bool IsWithin(Shape shape) => _within.Contains(shape.Identity);

    /// <summary>Whether another item of the shape's schema would be one too many in an array.</summary>
    public bool IsRepeated(Shape shape)
    {
        var most = Varies || Effort > 0 ? 0 : Unfolded;
        return Times(shape) > most;
    }

    /// <summary>Writes a value; false, and nothing written, if none fits.</summary>
    public bool Write(Shape shape)
    {
        var (start, wasUnfolded) = (Buffer.Length, _isUnfolded);
        _within.Add(shape.Identity);
        _isUnfolded |= Times(shape) > Unfolded;
        var written = Depth <= options.MaxDepth + DeeperAtMost && WriteTaken(shape);
        _within.RemoveAt(_within.Count - 1);
        _isUnfolded = wasUnfolded;
        if (!written)
            Buffer.CutTo(start);
        if (!written && Tolerates)
            Buffer.Write("null"u8);
        return written || Tolerates;
    }

    public void Dispose() => Buffer.Dispose();

    private int Times(Shape shape)
    {
        var times = 0;
        foreach (var identity in _within)
            times += ReferenceEquals(identity, shape.Identity) ? 1 : 0;
        return times;
    }

    private bool WriteTaken(Shape shape)
    {
        if (shape.IsImpossible || !work.Spend() || Buffer.Length > MaxBytes || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return false;
        if (WriteGiven(shape))
            return true;
        if (shape.IsClosed)
            return false;
        return shape.Choice is null ? new LeafWriter(this).Write(shape) : WriteBranch(shape);
    }

    private bool WriteGiven(Shape shape)
    {
        var given = shape.Given;
        if (given.Length == 0)
            return false;
        if (shape.Source.Preferred is not null)
            Buffer.Write(given[0]);
        else if (shape.IsClosed)
            Buffer.Write(given[Varies && Shift == 0 ? Random.Below(given.Length) : Shift % given.Length]);
        else if (Varies && given[0][0] is not ((byte)'{' or (byte)'[') && Random.Chance(50))
            Buffer.Write(Random.Pick(given));
        else if (!Varies && Shift < given.Length)
            Buffer.Write(given[Shift]);
        else
            return false;
        return true;
    }

    private bool WriteBranch(Shape shape)
    {
        var start = Buffer.Length;
        if (IsDeadEnd(shape))
            return false;
        foreach (var branch in BranchOrder.Of(shape.Choice!, this))
        {
            if (!work.Spend())
                return false;
            if (WriteTaken(shape.Taking(branch, work)))
                return true;
            Buffer.CutTo(start);
        }
        return false;
    }

    /// <summary>Whether what was decided so far leaves a required property no value: to decide more would change nothing.</summary>
    private bool IsDeadEnd(Shape shape)
    {
        if (shape.Source.Decided.Length == 0 || shape.Types[0] != JsonTypes.Object || (Effort > 0 && shape.Types.Length > 1))
            return false;
        return shape.Object.IsImpossible || Array.Exists(shape.Object.Members, member => member.IsRequired && member.ShapeFor(work).IsDead);
    }

    /// <summary>Whether what was written from a place on satisfies a shape.</summary>
    public bool Allows(Shape shape, int start)
    {
        if (!shape.NeedsCheck || Tolerates)
            return true;
        var json = Buffer.From(start);
        return work.Spend(5 + (json.Length / 32)) && shape.Allows(Parse(json), work);
    }
}
