using GatewayKit.JsonSchema.Documents;

namespace GatewayKit.OpenApi.Model;

/// <summary>The current location during the traversal of a document. The text is only created when needed.</summary>
internal sealed class PathTrail
{
    private readonly List<(string? Name, int Index)> _tokens = [];

    public void Enter(string name) => _tokens.Add((name, 0));

    public void Enter(int index) => _tokens.Add((null, index));

    public void Leave() => _tokens.RemoveAt(_tokens.Count - 1);

    /// <summary>Returns the JSON Pointer.</summary>
    public override string ToString()
        => string.Concat(_tokens.Select(token => token.Name is null ? $"/{token.Index}" : $"/{JsonPointer.Escape(token.Name)}"));
}
