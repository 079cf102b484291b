using GatewayKit.Bodies;

namespace GatewayKit.Plugins.Soap;

/// <summary>Validates types and their names.</summary>
internal static class TypeRules
{
    private static readonly string[] s_own = ["text", "number", "boolean", "any"];

    /// <summary>Returns the errors in the types of options.</summary>
    public static IEnumerable<OptionsError> Check(SoapOptions options)
    {
        foreach (var (option, name) in new[] { ("requestType", options.RequestType), ("responseType", options.ResponseType) })
        {
            if (name is not null && !options.Types.ContainsKey(name))
                yield return new OptionsError(option, $"is {HeaderOptions.Quoted(name)}, which 'types' doesn't have");
        }

        if (options.ResponseType is not null && options.Arrays.Count + options.Numbers.Count + options.Booleans.Count > 0)
            yield return new OptionsError("responseType", "replaces 'arrays', 'numbers' and 'booleans'; remove them");

        foreach (var error in options.Types.SelectMany(type => Check(options, type.Key, type.Value)))
            yield return error;
    }

    private static IEnumerable<OptionsError> Check(SoapOptions options, string name, SoapType type)
    {
        if (s_own.Contains(name))
            yield return new OptionsError($"types.{name}", "has the name of another type");
        if (type.Namespace is { } uri && !OptionRules.IsUri(uri) && !Prefixes.IsOwn(uri))
            yield return new OptionsError($"types.{name}.namespace", $"is {HeaderOptions.Quoted(uri)}; it must be a URI");
        var names = new HashSet<string>();
        for (var i = 0; i < type.Members.Count; i++)
        {
            var option = $"types.{name}.members[{i}]";
            var member = type.Members[i];
            if (!names.Add(member.Name))
                yield return new OptionsError($"{option}.name", $"is {HeaderOptions.Quoted(member.Name)}, like that of another member");
            foreach (var error in Check(options, option, member))
                yield return error;
        }
    }

    private static IEnumerable<OptionsError> Check(SoapOptions options, string option, SoapMember member)
    {
        var isAttribute = member.Name[0] == '@';
        var isElement = !isAttribute && member.Name is not ("#text" or "*");
        if ((isAttribute || isElement) && !JsonNames.IsLocal(member.Name.AsSpan(isAttribute ? 1 : 0)))
            yield return new OptionsError($"{option}.name", $"is {HeaderOptions.Quoted(member.Name)}; it must be a name that XML allows");
        if (!s_own.Contains(member.Type) && !options.Types.ContainsKey(member.Type))
            yield return new OptionsError($"{option}.type", $"is {HeaderOptions.Quoted(member.Type)}, which 'types' doesn't have");
        else if (!isElement && !s_own.Contains(member.Type))
            yield return new OptionsError($"{option}.type", "must be text, number or boolean; only elements have other types");
        if (!isElement && (member.Array || member.Nillable))
            yield return new OptionsError(option, "can't be an array or null; only elements can");
        if (member.Namespace is { } uri && !OptionRules.IsUri(uri) && !Prefixes.IsOwn(uri))
            yield return new OptionsError($"{option}.namespace", $"is {HeaderOptions.Quoted(uri)}; it must be a URI");
    }
}
