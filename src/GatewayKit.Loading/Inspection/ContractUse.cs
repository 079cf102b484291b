using System.Reflection;

namespace GatewayKit.Loading.Inspection;

/// <summary>
/// Checks that the host's contract has every type and member that a plugin uses. Without it, a plugin that is built against
/// a newer contract of the same major version would fail only when it comes to the call.
/// </summary>
internal static class ContractUse
{
    /// <summary>Looks up what the assembly uses.</summary>
    /// <param name="assembly">The assembly, loaded; no code of it has run yet.</param>
    /// <param name="facts">What its file says.</param>
    /// <exception cref="PluginInspectionException">The host's contract lacks something; the exception names all of it.</exception>
    public static void Check(Assembly assembly, AssemblyFacts facts)
    {
        var problems = facts.ContractTokens.Select(token => Find(assembly.ManifestModule, token)).OfType<string>().Distinct(StringComparer.Ordinal).ToArray();
        if (problems.Length > 0)
            throw new PluginInspectionException([.. problems.Select(p =>
                $"'{facts.File}' uses what {SharedAssemblies.Contract.Name} {SharedAssemblies.Contract.Version} of the host does not have: {p}")]);
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
