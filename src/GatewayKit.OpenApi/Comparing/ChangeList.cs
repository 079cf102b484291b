namespace GatewayKit.OpenApi.Comparing;

/// <summary>Collects the changes. Bounded, because documents can be of any size.</summary>
internal sealed class ChangeList
{
    private const int MaxChanges = 1000;
    private const int MaxSteps = 200_000;

    private readonly List<OpenApiChange> _all = [];
    private int _steps;

    public IReadOnlyList<OpenApiChange> All => _all;

    public bool IsComplete { get; private set; } = true;

    public ChangePlace At(OpenApiOperation operation) => new(this, $"{operation.Method} {operation.Path}", "");

    /// <summary>Counts a comparison; returns whether it may be made.</summary>
    public bool TryStep()
    {
        if (_steps++ < MaxSteps && _all.Count < MaxChanges)
            return true;

        IsComplete = false;
        return false;
    }

    public void Add(OpenApiChange change)
    {
        if (_all.Count < MaxChanges)
            _all.Add(change);
        else
            IsComplete = false;
    }
}
