using GatewayKit.Docs.Pages;

namespace GatewayKit.EndToEnd.Support;

/// <summary>A folder to run commands in, with the environment of a newcomer.</summary>
internal sealed class Shell(string folder, IReadOnlyDictionary<string, string?> environment)
{
    /// <summary>The full path of a file.</summary>
    public string this[string file] => Path.GetFullPath(file, folder);

    /// <summary>The same shell in another folder, which is created if it doesn't exist.</summary>
    public Shell In(string other) => new(Directory.CreateDirectory(this[other]).FullName, environment);

    public void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[file])!);
        File.WriteAllText(this[file], text);
    }

    /// <summary>Replaces a text that the file must have.</summary>
    public void Edit(string file, string text, string replacement)
    {
        var before = File.ReadAllText(this[file]);
        Assert.Contains(text, before, StringComparison.Ordinal);
        Write(file, before.Replace(text, replacement, StringComparison.Ordinal));
    }

    /// <summary>Runs a command, which must succeed.</summary>
    /// <returns>Its output.</returns>
    public async Task<string> RunAsync(string command)
    {
        await using var process = Start(command);
        var exitCode = await process.ExitAsync();
        Assert.True(exitCode == 0, process.Report($"ends with {exitCode}"));
        return string.Join('\n', process.Lines);
    }

    /// <summary>Runs a command, which must end with 1.</summary>
    /// <returns>Its output.</returns>
    public async Task<string> FailAsync(string command)
    {
        await using var process = Start(command);
        var exitCode = await process.ExitAsync();
        Assert.True(exitCode == 1, process.Report($"ends with {exitCode}, not 1"));
        return string.Join('\n', process.Lines);
    }

    /// <summary>A line of output as pages show it: without the head of a log line, and with paths from this folder.</summary>
    public string ToShown(string line)
        => Transcript.WithoutLogHead(line).Replace(this["."] + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);

    /// <summary>Starts a command.</summary>
    public ShellProcess Start(string command) => new(command, folder, environment);

    /// <summary>Starts a server, and waits until it listens.</summary>
    public async Task<Server> ServeAsync(string command)
    {
        var process = Start(command);
        try
        {
            return await Server.ListeningAsync(process);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }
}
