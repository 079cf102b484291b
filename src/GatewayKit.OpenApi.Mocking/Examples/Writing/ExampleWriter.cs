using System.Runtime.CompilerServices;
using System.Text.Json;
using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Mocking.Examples.Planning;
using GatewayKit.OpenApi.Mocking.Examples.Texts;
using GatewayKit.OpenApi.Mocking.Examples.Values;

namespace GatewayKit.OpenApi.Mocking.Examples.Writing;

/// <summary>Writes one value. The number of attempts and the size of the output are limited.</summary>
internal sealed class ExampleWriter(ExampleOptions options, ExampleRandom random, WorkBudget work) : IDisposable
{
    /// <summary>The number of levels beyond the maximum depth that a value may have if the schema requires it.</summary>
    private const int DeeperAtMost = 20;
    private const int MaxBytes = 1 << 20;
    private const int ManyBytes = 1 << 17;

    /// <summary>The remaining work below which only required parts are written.</summary>
    private const int Much = 10_000;

    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = 256 };

    /// <summary>The number of times a recursive schema may be nested before only its required parts are written.</summary>
    private const int Unfolded = 2;

    private readonly List<object> _within = [];
    private bool _isUnfolded;
    private ExampleRandom _random = random;

    public WorkBudget Work => work;

    public JsonBuffer Buffer { get; } = new();

    public ref ExampleRandom Random => ref _random;

    /// <summary>Whether values are random.</summary>
    public bool Varies => options.Dynamic;

    /// <summary>The effort, from 0 to 2.</summary>
    public int Effort { get; init; }

    /// <summary>Whether to write a value even if none is valid.</summary>
    public bool Tolerates { get; init; }

    /// <summary>The number of alternative values to skip.</summary>
    public int Shift { get; set; }

    /// <summary>The kind of value that the property's name suggests.</summary>
    public TextKind Kind { get; set; }

    public int Depth { get; set; }

    /// <summary>Whether to write only the required parts.</summary>
    public bool IsLean => _isUnfolded || Depth >= options.MaxDepth || Buffer.Length > ManyBytes || work.Left < Much;

    public static JsonElement Parse(ReadOnlySpan<byte> json) => JsonElement.Parse(json, s_deep);

    /// <summary>Whether a value of the shape's schema is being written, so that another one within it would be recursive.</summary>
    public bool IsWithin(Shape shape) => _within.Contains(shape.Identity);

    /// <summary>Whether an array shouldn't get another item of the shape's schema.</summary>
    public bool IsRepeated(Shape shape)
    {
        var most = Varies || Effort > 0 ? 0 : Unfolded;
        return Times(shape) > most;
    }

    /// <summary>Writes a value; <c>false</c>, without output, if none is valid.</summary>
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

    /// <summary>Whether the choices so far leave a required property without a value; further choices wouldn't help.</summary>
    private bool IsDeadEnd(Shape shape)
    {
        if (shape.Source.Decided.Length == 0 || shape.Types[0] != JsonTypes.Object || (Effort > 0 && shape.Types.Length > 1))
            return false;
        return shape.Object.IsImpossible || Array.Exists(shape.Object.Members, member => member.IsRequired && member.ShapeFor(work).IsDead);
    }

    /// <summary>Whether the output from a position satisfies a shape.</summary>
    public bool Allows(Shape shape, int start)
    {
        if (!shape.NeedsCheck || Tolerates)
            return true;
        var json = Buffer.From(start);
        return work.Spend(5 + (json.Length / 32)) && shape.Allows(Parse(json), work);
    }
}
