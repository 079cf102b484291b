using System.Reflection;

namespace GatewayKit.Loading.Inspection;

/// <summary>
/// Checks that the host's contract has every type and member that a plugin uses. Without this check, a plugin that is built against
/// a newer contract of the same major version would fail only when it calls the missing member.
/// </summary>
internal static class ContractUse
{
    /// <summary>Checks the types and members that an assembly uses.</summary>
    /// <param name="assembly">The loaded assembly; none of its code has run yet.</param>
    /// <param name="facts">The metadata of its file.</param>
    /// <exception cref="PluginInspectionException">The host's contract lacks members; the exception lists them all.</exception>
    public static void Check(Assembly assembly, AssemblyFacts facts)
    {
        var problems = facts.ContractTokens
            .Select(token => Find(assembly.ManifestModule, token))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        if (problems.Length > 0)
            throw new PluginInspectionException([.. problems.Select(p =>
                $"'{facts.File}' uses a member that {SharedAssemblies.Contract.Name} {SharedAssemblies.Contract.Version} of the host "
                    + $"doesn't have: {p}")]);
    }

    private static string? Find(Module module, int token)
    {
        try
        {
            module.ResolveMember(token);
            return null;
        }
        catch (Exception error) when (error is TypeLoadException or MissingMemberException)
        {
            return error.Message;
        }
    }
}
