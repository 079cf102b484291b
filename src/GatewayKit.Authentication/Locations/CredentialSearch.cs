using System.Runtime.InteropServices;

namespace GatewayKit.Authentication;

/// <summary>Counts the credentials in the locations of a request.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct CredentialSearch
{
    private int _count;
    private ReadOnlyMemory<char> _value;
    private string? _scheme;

    public void Add(ReadOnlyMemory<char> value, string? scheme = null)
    {
        _count++;
        (_value, _scheme) = (value, scheme);
    }

    public readonly PresentedCredential Result(int maximumLength) => _count switch
    {
        0 => default,
        > 1 => new PresentedCredential(CredentialPresence.Several),
        _ when _value.Length > maximumLength => new PresentedCredential(CredentialPresence.TooLong),
        _ => new PresentedCredential(CredentialPresence.One, _value, _scheme),
    };
}
