using System.Runtime.InteropServices;
using System.Text.Json;

namespace GatewayKit.OpenApi.Comparing;

/// <summary>Collects the changes. Bounded, because documents can be of any size.</summary>
internal sealed class ChangeList
{
    private const int MaxChanges = 1000;
    private const int MaxSteps = 200_000;
    private const int CharactersOfStep = 256;

    private readonly List<OpenApiChange> _all = [];
    private readonly EqualSchemas _equalInRequests = new();
    private readonly EqualSchemas _equalInResponses = new();
    private int _steps;

    public IReadOnlyList<OpenApiChange> All => _all;

    public bool IsComplete { get; private set; } = true;

    public ChangePlace At(OpenApiOperation operation) => new(this, $"{operation.Method} {operation.Path}", "");

    /// <summary>Returns the schemas that are known to be equal in requests or responses.</summary>
    public EqualSchemas EqualIn(bool isRequest) => isRequest ? _equalInRequests : _equalInResponses;

    /// <summary>Counts comparisons; returns whether they may be made.</summary>
    public bool TryStep(int count = 1)
    {
        if (_steps <= MaxSteps - count && _all.Count < MaxChanges)
        {
            _steps += count;
            return true;
        }

        IsComplete = false;
        return false;
    }

    /// <summary>Counts the comparison of texts by their size; returns whether it may be made.</summary>
    public bool TryStep(IEnumerable<JsonElement> texts)
        => TryStep(texts.Sum(text => 1 + (JsonMarshal.GetRawUtf8Value(text).Length / CharactersOfStep)));

    /// <summary>Notes that a part isn't compared.</summary>
    public void Cut() => IsComplete = false;

    public void Add(OpenApiChange change)
    {
        if (_all.Count < MaxChanges)
            _all.Add(change);
        else
            IsComplete = false;
    }
}
