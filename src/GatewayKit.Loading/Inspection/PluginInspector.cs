using System.Reflection;
using System.Runtime.Loader;

namespace GatewayKit.Loading.Inspection;

/// <summary>Checks a plugin's files before any of them is loaded: each can run here, and finds what it refers to.</summary>
internal sealed class PluginInspector
{
    private readonly string _folder;
    private readonly AssemblyDependencyResolver? _resolver;
    private readonly Dictionary<string, AssemblyFacts?> _seen = new(StringComparer.Ordinal);
    private readonly Queue<AssemblyFacts> _pending = new();
    private readonly List<string> _problems = [];

    private PluginInspector(string folder, string mainFile)
    {
        _folder = folder;
        try
        {
            _resolver = new AssemblyDependencyResolver(Path.Combine(folder, mainFile));
        }
        catch (InvalidOperationException)
        {
            // The list of dependencies (.deps.json) is unreadable or names a file that is missing. What is missing is
            // said better below, reference by reference.
        }
    }

    /// <summary>Inspects a plugin.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="mainFile">The name of the main assembly's file.</param>
    /// <returns>What the main assembly says about itself.</returns>
    /// <exception cref="PluginInspectionException">It breaks rules; the exception has all of them.</exception>
    public static AssemblyFacts Inspect(string folder, string mainFile)
    {
        var inspector = new PluginInspector(folder, mainFile);
        var main = inspector.InspectMain(mainFile);
        if (inspector._problems.Count == 0)
            inspector.InspectOthers();
        return inspector._problems.Count == 0 ? main! : throw new PluginInspectionException(inspector._problems);
    }

    private AssemblyFacts? InspectMain(string mainFile)
    {
        var main = Read(Path.Combine(_folder, mainFile));
        if (main is null && _problems.Count == 0)
            _problems.Add($"'{mainFile}' is a native library; a .NET assembly is expected.");
        if (main is not null && !main.References.Any(r => SharedAssemblies.IsContract(r.Name!)))
            _problems.Add($"'{mainFile}' doesn't refer to {SharedAssemblies.Contract.Name}, so it holds no plugin.");
        if (main is { ProcessEnds: [_, ..] ends })
            _problems.Add($"'{mainFile}' uses {string.Join(" and ", ends)}, which would end the gateway with everybody's requests. A plugin throws an exception.");
        return main;
    }

    private void InspectOthers()
    {
        foreach (var path in Directory.EnumerateFiles(_folder, "*.dll").Order(StringComparer.Ordinal))
        {
            if (!SharedAssemblies.Host.Contains(Path.GetFileNameWithoutExtension(path)))
                Read(path);
        }

        while (_pending.TryDequeue(out var assembly))
        {
            foreach (var reference in assembly.References)
                Check(assembly, reference);
        }
    }

    private void Check(AssemblyFacts assembly, AssemblyName reference)
    {
        if (SharedAssemblies.Host.FindVersion(reference.Name!) is { } shared)
        {
            if (PlatformRules.FindSkew(assembly, reference, shared) is { } skew)
                _problems.Add(skew);
        }
        else if (Resolve(reference) is not { } path)
        {
            _problems.Add($"missing dependency {reference.Name}, Version={reference.Version}, referenced by '{assembly.File}'. The plugin's folder has to hold it; the host's own packages are not shared.");
        }
        else if (Read(path) is { } found && found.Version < reference.Version)
        {
            _problems.Add($"'{assembly.File}' needs {reference.Name}, Version={reference.Version}; the plugin's folder holds version {found.Version}.");
        }
    }

    // The same order as the load context has: what the list of dependencies says, else the file beside the assembly.
    private string? Resolve(AssemblyName reference)
    {
        if (_resolver?.ResolveAssemblyToPath(reference) is { } listed)
            return listed.StartsWith(_folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? listed : null;

        var beside = Path.Combine(_folder, reference.Name + ".dll");
        return File.Exists(beside) ? beside : null;
    }

    private AssemblyFacts? Read(string path)
    {
        if (_seen.TryGetValue(path, out var facts))
            return facts;

        try
        {
            facts = AssemblyReader.Read(path);
            if (facts is not null && PlatformRules.FindProblem(facts) is { } problem)
                _problems.Add(problem);
            else if (facts is not null)
                _pending.Enqueue(facts);
        }
        catch (BadImageFormatException error)
        {
            _problems.Add(error.Message);
        }

        _seen.Add(path, facts);
        return facts;
    }
}
