using GatewayKit.OpenApi.Schemas.Compilation;

namespace GatewayKit.OpenApi.Reading;

/// <summary>The place that a walk through a document has come to. Written out only when it is asked for.</summary>
internal sealed class WalkedPath
{
    private readonly List<(string? Name, int Index)> _tokens = [];

    public void Enter(string name) => _tokens.Add((name, 0));

    public void Enter(int index) => _tokens.Add((null, index));

    public void Leave() => _tokens.RemoveAt(_tokens.Count - 1);

    /// <summary>The JSON Pointer.</summary>
    public override string ToString() => string.Concat(_tokens.Select(token => token.Name is null ? $"/{token.Index}" : $"/{JsonPointer.Escape(token.Name)}"));
}
