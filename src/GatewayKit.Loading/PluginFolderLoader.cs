using System.Diagnostics.CodeAnalysis;
using GatewayKit.Loading.Copies;
using GatewayKit.Loading.Inspection;
using GatewayKit.Loading.Locking;
using GatewayKit.Plugins;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Loading;

/// <summary>Turns a plugin folder into a module, or reports why it can't.
/// The steps: compare with the lock file, copy, inspect, load.</summary>
internal sealed class PluginFolderLoader(
    PluginWorkspace workspace, PluginLock? pluginLock, IServiceProvider host, ILogger log, bool isUnloadable)
{
    /// <summary>Loads a folder unless its content is already known.
    /// If the content doesn't load, the previously loaded module is kept.</summary>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types",
        Justification = "Any exception of a plugin's files or code is the reason why it doesn't load.")]
    public FolderState Load(string path, FolderState? before)
    {
        var name = Path.GetFileName(path);
        string? copy = null;
        string? refused = null;
        IEnumerable<string> problems;
        try
        {
            var content = FolderContent.Read(path);
            var hashes = content.Hash();
            if (pluginLock?.FindDifferences(name, hashes) is { Count: > 0 } differences)
                return Refuse(name, before, differences, null);
            if (before is { Module: not null, Loaded: { } loaded } && loaded.Fingerprint == hashes.Fingerprint)
                return before.Errors.Count == 0 ? before : FolderState.Of(loaded);
            if (before is not null && before.Refused == hashes.Fingerprint)
                return before;

            // The copy has the fingerprint of the compared files, so the locked files are the loaded files.
            var file = FindMainAssembly(path, content);
            copy = workspace.Copy(content, name, hashes.Fingerprint);
            refused = hashes.Fingerprint;
            var facts = PluginInspector.Inspect(copy, Path.GetFileName(file));
            return FolderState.Of(Create(file, facts, copy, hashes.Fingerprint));
        }
        catch (PluginWorkspaceException)
        {
            throw;
        }
        catch (PluginInspectionException inspection)
        {
            problems = inspection.Problems;
        }
        catch (Exception error)
        {
            var message = LoadFailure.Describe(error);
            problems = [copy is null ? message : message.Replace(copy, path, StringComparison.Ordinal)];
        }

        if (copy is not null)
            PluginWorkspace.Delete(copy);
        return Refuse(name, before, problems, refused);
    }

    /// <summary>Keeps the previous state with the errors: new errors, or the same objects as before.</summary>
    private static FolderState Refuse(string name, FolderState? before, IEnumerable<string> problems, string? refused)
    {
        var kept = before?.Module is null ? null : before.Loaded;
        var suffix = kept is null ? "" : $" The previously loaded version {kept.Module?.Version} stays active.";
        PluginLoadError[] errors = [.. problems.Select(p => new PluginLoadError(name, p + suffix))];
        var isSame = before is not null && before.Refused == refused && before.Errors.SequenceEqual(errors);
        return new FolderState(kept, isSame ? before!.Errors : errors, refused);
    }

    private LoadedFolder Create(string file, AssemblyFacts facts, string copy, string fingerprint)
    {
        var folder = new LoadedFolder(fingerprint);
        var isolated = new IsolatedAssembly(Path.Combine(copy, Path.GetFileName(file)), isUnloadable);
        try
        {
            var assembly = isolated.Load();
            ContractUse.Check(assembly, facts);
            var module = PluginModule.Create(assembly, host, file, () =>
            {
                folder.Module = null;
                isolated.Dispose();
                PluginWorkspace.Delete(copy);
            });
            if (module.Plugins.Count == 0)
                throw new PluginModuleException(
                    $"'{Path.GetFileName(file)}' contains no plugin: none of its classes implements a hook, such as "
                        + $"{nameof(IRequestHook)}.");

            folder.Module = module;
            LoadingLog.Loaded(log, module.Name, module.Version, file, string.Join(", ", module.Plugins.Select(p => p.Name)));
            return folder;
        }
        catch
        {
            isolated.Dispose();
            throw;
        }
    }

    private static string FindMainAssembly(string path, FolderContent content)
    {
        var expected = Path.GetFileName(path) + ".dll";
        if (content.Contains(expected))
            return Path.Combine(path, expected);

        var others = content.RootFiles.Where(f => f.EndsWith(".dll", StringComparison.OrdinalIgnoreCase)).ToArray();
        throw new PluginModuleException($"the folder '{path}' doesn't contain '{expected}'. Name a plugin's folder after its assembly. "
            + (others.Length == 0 ? "It contains no .dll file." : $"It contains {string.Join(", ", others)}."));
    }
}
