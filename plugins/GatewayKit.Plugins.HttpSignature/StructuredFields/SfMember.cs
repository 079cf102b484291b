namespace GatewayKit.Plugins.HttpSignature;

/// <summary>An item or an inner list with its parameters (RFC 9651, sections 3.1.1 and 3.3).</summary>
internal sealed class SfMember
{
    private readonly SfParameter[] _parameters;

    public SfMember(in SfValue value, SfParameter[] parameters) => (Value, _parameters) = (value, parameters);

    public SfMember(SfMember[] innerList, SfParameter[] parameters) => (InnerList, _parameters) = (innerList, parameters);

    /// <summary>Gets the bare item, unless it is an inner list.</summary>
    public SfValue Value { get; }

    /// <summary>Gets the items of an inner list; null if it is an item.</summary>
    public SfMember[]? InnerList { get; }

    public ReadOnlySpan<SfParameter> Parameters => _parameters;

    /// <summary>Finds a parameter. Names are unique, because the reader rejects duplicates.</summary>
    public bool TryGet(string name, out SfValue value)
    {
        foreach (ref readonly var parameter in Parameters)
        {
            if (parameter.Name == name)
            {
                value = parameter.Value;
                return true;
            }
        }

        value = default;
        return false;
    }
}
