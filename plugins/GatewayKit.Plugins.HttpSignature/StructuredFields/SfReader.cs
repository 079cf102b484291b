using System.Diagnostics.CodeAnalysis;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>
/// Parses structured fields (RFC 9651, section 4.2), stricter than the RFC: duplicate names, which it resolves to the last one, and base64
/// that isn't canonical are errors. A signature over ambiguous text proves nothing.
/// </summary>
internal ref struct SfReader(ReadOnlySpan<char> text)
{
    /// <summary>The maximum number of members of a dictionary or a list, and of items and parameters of a member.</summary>
    public const int MaximumMembers = 64;

    private ReadOnlySpan<char> _rest = text;

    public bool TryReadDictionary([NotNullWhen(true)] out SfDictionary? dictionary)
    {
        var members = new List<SfEntry>();
        dictionary = null;
        _rest = _rest.TrimStart(' ');
        while (!_rest.IsEmpty)
        {
            if (members.Count == MaximumMembers || !TryReadName(out var name) || members.Exists(entry => entry.Name == name)
                || !TryReadMemberAfterName(out var member) || !TryEndMember())
                return false;

            members.Add(new SfEntry(name, member));
        }

        dictionary = new SfDictionary(members);
        return true;
    }

    public bool TryReadList([NotNullWhen(true)] out IReadOnlyList<SfMember>? list)
    {
        var members = new List<SfMember>();
        list = null;
        _rest = _rest.TrimStart(' ');
        while (!_rest.IsEmpty)
        {
            if (members.Count == MaximumMembers || !TryReadItemOrInnerList(out var member) || !TryEndMember())
                return false;

            members.Add(member);
        }

        list = members;
        return true;
    }

    public bool TryReadItem([NotNullWhen(true)] out SfMember? item)
    {
        _rest = _rest.Trim(' ');
        return TryReadNestedItem(out item) && _rest.IsEmpty;
    }

    // After a comma, another member must follow.
    private bool TryEndMember()
    {
        _rest = _rest.TrimStart(" \t");
        if (_rest.IsEmpty)
            return true;
        if (!TryTake(','))
            return false;

        _rest = _rest.TrimStart(" \t");
        return !_rest.IsEmpty;
    }

    private bool TryReadMemberAfterName([NotNullWhen(true)] out SfMember? member)
    {
        if (TryTake('='))
            return TryReadItemOrInnerList(out member);

        member = TryReadParameters(out var parameters) ? new SfMember(SfValue.True, parameters) : null;
        return member is not null;
    }

    private bool TryReadItemOrInnerList([NotNullWhen(true)] out SfMember? member)
        => TryTake('(') ? TryReadInnerList(out member) : TryReadNestedItem(out member);

    private bool TryReadInnerList([NotNullWhen(true)] out SfMember? member)
    {
        var items = new List<SfMember>();
        member = null;
        while (true)
        {
            _rest = _rest.TrimStart(' ');
            if (TryTake(')'))
                break;
            if (items.Count == MaximumMembers || !TryReadNestedItem(out var item) || _rest is not [' ' or ')', ..])
                return false;

            items.Add(item);
        }

        member = TryReadParameters(out var parameters) ? new SfMember([.. items], parameters) : null;
        return member is not null;
    }

    private bool TryReadNestedItem([NotNullWhen(true)] out SfMember? item)
    {
        item = SfBareItems.TryRead(ref _rest, out var value) && TryReadParameters(out var parameters)
            ? new SfMember(value, parameters)
            : null;
        return item is not null;
    }

    private bool TryReadParameters([NotNullWhen(true)] out SfParameter[]? parameters)
    {
        parameters = [];
        List<SfParameter>? read = null;
        while (TryTake(';'))
        {
            _rest = _rest.TrimStart(' ');
            var value = SfValue.True;
            read ??= [];
            if (read.Count == MaximumMembers || !TryReadName(out var name) || read.Exists(parameter => parameter.Name == name)
                || (TryTake('=') && !SfBareItems.TryRead(ref _rest, out value)))
                return false;

            read.Add(new SfParameter(name, value));
        }

        if (read is not null)
            parameters = [.. read];
        return true;
    }

    private bool TryReadName([NotNullWhen(true)] out string? name)
    {
        name = null;
        if (_rest is not [(>= 'a' and <= 'z') or '*', ..])
            return false;

        var length = _rest.IndexOfAnyExcept(SfCharacters.Name);
        name = (length < 0 ? _rest : _rest[..length]).ToString();
        _rest = _rest[name.Length..];
        return true;
    }

    private bool TryTake(char character)
    {
        if (_rest.IsEmpty || _rest[0] != character)
            return false;

        _rest = _rest[1..];
        return true;
    }
}
