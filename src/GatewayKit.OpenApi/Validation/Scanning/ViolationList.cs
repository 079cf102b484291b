using GatewayKit.JsonSchema;

namespace GatewayKit.OpenApi.Validation.Scanning;

/// <summary>Collects violations, up to a limit. Nothing is allocated while there are none.</summary>
internal sealed class ViolationList
{
    private const int Limit = 100;

    private List<Violation>? _violations;

    public bool IsFull => _violations?.Count >= Limit;

    public IReadOnlyList<Violation> All => _violations is null ? [] : _violations;

    public void Add(ViolationLocation location, string name, string code, string message)
        => Add(new Violation(location, name, "", code, message));

    public void Add(Violation violation)
    {
        if (!IsFull)
            (_violations ??= []).Add(violation);
    }

    public void Add(ViolationLocation location, string name, ValidationErrors errors, string at = "")
    {
        foreach (var error in errors)
            Add(new Violation(location, name, at + error.InstanceLocation, error.Keyword, error.Message));
    }
}
