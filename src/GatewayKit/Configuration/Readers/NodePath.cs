using System.Globalization;
using System.Text;
using GatewayKit.Configuration.Messages;

namespace GatewayKit.Configuration.Readers;

/// <summary>The path from the root of a document to the current node. Its text is created only for an error.</summary>
internal sealed class NodePath
{
    private readonly List<(string? Key, int Index)> _steps = [];

    public int Depth => _steps.Count;

    /// <summary>The first key; null at the root, and below a list.</summary>
    public string? First => _steps.Count > 0 ? _steps[0].Key : null;

    public void Enter(string key) => _steps.Add((key, 0));

    public void Enter(int index) => _steps.Add((null, index));

    public void Leave() => _steps.RemoveAt(_steps.Count - 1);

    /// <summary>Returns the current node as the piece of configuration that an error is about.</summary>
    public ConfigPiece ToPiece() => ConfigPiece.Of(ToString(), _steps);

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (key, index) in _steps)
        {
            if (key is null)
                text.Append(CultureInfo.InvariantCulture, $"[{index}]");
            else
                text.Append(text.Length == 0 ? "" : ".").Append(DisplayText.Name(key));
        }

        return text.ToString();
    }
}
