namespace GatewayKit.Bodies;

/// <summary>The names from the root to the current element.</summary>
internal sealed class NamePath
{
    private string[] _names = new string[16];
    private int _count;

    public ReadOnlySpan<string> Names => _names.AsSpan(0, _count);

    public void Push(string name)
    {
        if (_count == _names.Length)
            Array.Resize(ref _names, 2 * _count);
        _names[_count++] = name;
    }

    public void Pop() => _count--;
}
