using System.Diagnostics;
using System.Text.RegularExpressions;
using GatewayKit.Tests.Shared;

namespace GatewayKit.Docs.Pages;

/// <summary>
/// Does what a page says: writes its files, starts its hosts, runs its commands with bash, and compares what they print with what the
/// page shows. The ports of the page are replaced by free ones.
/// </summary>
internal sealed partial class PageRun : IAsyncDisposable
{
    /// <summary>The longest that anything may take, on a machine that is busy with other tests.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);

    private const string Prelude = """
        set -euo pipefail
        gatewaykit() { dotnet "$TOOL_DLL" "$@"; }
        curl() { command curl -sS --max-time 120 "$@"; }

        """;

    private readonly Document _page;
    private readonly string _folder = Directory.CreateTempSubdirectory("gatewaykit-page-").FullName;
    private readonly PageAddresses _addresses = new();
    private readonly Dictionary<string, PageHost> _hosts = [];
    private readonly List<string> _faults = [];
    private readonly Dictionary<string, string> _variables = new()
    {
        ["ALICE_KEY"] = "alice-key",
        ["GATEWAY_SECRET"] = "gateway-secret",
        ["TOOL_DLL"] = PageTool.Assembly,
    };

    private PageHost? _latest;

    private PageRun(Document page)
    {
        _page = page;
        _variables[HostCommand.PageFolder] = _folder;
        foreach (var sample in HostCommand.Samples)
            _variables[HostCommand.VariableOf(sample)] = Path.Combine(Repository.Built($"samples/{sample}"), $"{sample}.dll");
    }

    /// <summary>Runs a page, and returns where it shows something else than happens.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(Document page)
    {
        await using var run = new PageRun(page);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Documents")))
            File.Copy(file, Path.Combine(run._folder, Path.GetFileName(file)));
        Directory.CreateSymbolicLink(Path.Combine(run._folder, "samples"), Path.Combine(Repository.Root, "samples"));
        await using var upstream = await EchoUpstream.StartAsync();
        run._addresses.Add("5001", $"{upstream.Port}");
        foreach (var block in page.Blocks)
            await run.DoAsync(block);
        return run._faults;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts.Values)
            await host.DisposeAsync();
        TemporaryFolder.Delete(_folder);
    }

    private async Task DoAsync(Block block)
    {
        foreach (var file in block.Mark("files") is { } page ? Repository.Page(page).Files : block.Mark("file") is null ? [] : [block])
            Write(file.Mark("file")!, _addresses.ToActual(file.Code));
        if (block.Mark("output") is not null)
            await ExpectAsync(block);
        if (block.Mark("run") is "" or "any output")
        {
            foreach (var command in Transcript.Commands(block))
                await RunAsync(command with
                {
                    Text = command.Text.Replace("dotnet run --project src/GatewayKit.Cli --", "gatewaykit", StringComparison.Ordinal),
                }, block.Mark("run") == "any output");
        }
    }

    private void Write(string file, string text)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private async Task RunAsync(ShownCommand command, bool anyOutput)
    {
        if (Export().Match(command.Text) is { Success: true } export)
            _variables[export.Groups[1].Value] =
                (await EndAsync($"printf %s {PageAddresses.ToFree(export.Groups[2].Value)}")).Output.Single();
        else if (HostCommand.Of(
            command, _variables.Keys.Any(name => name.StartsWith("Kestrel__Endpoints", StringComparison.Ordinal))) is { } host)
            await StartAsync(command, host);
        else
            await CheckAsync(command, anyOutput);
    }

    private async Task CheckAsync(ShownCommand command, bool anyOutput)
    {
        var (exitCode, output) = await EndAsync(_addresses.ToActual(command.Text));
        var missing = anyOutput ? null : Transcript.FirstMissing(command.DisplayText, output);
        if (missing is not null)
            _faults.Add($"{_page.Name}({command.Line}): '{command.Text}' doesn't print '{missing}', but:\n{string.Join('\n', output)}");
        else if (exitCode != 0 && command.DisplayText is [])
            _faults.Add($"{_page.Name}({command.Line}): '{command.Text}' ends with {exitCode}:\n{string.Join('\n', output)}");
    }

    private async Task<(int ExitCode, string[] Output)> EndAsync(string command)
    {
        if (PageTool.IsAlone(command))
        {
            var (exitCode, lines) = await PageTool.EndAsync(await RequestAsync(command));
            return (exitCode, [.. lines.Select(_addresses.ToShown)]);
        }

        using var bash = Process.Start(Bash(Prelude + $"{{ {command}\n}} 2>&1", _folder))!;
        var output = await bash.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await bash.WaitForExitAsync().WaitAsync(Patience);
        return (bash.ExitCode, [.. output.TrimEnd('\n').Split('\n').Select(_addresses.ToShown)]);
    }

    private async Task StartAsync(ShownCommand command, HostCommand host)
    {
        foreach (var port in host.Ports)
            await StopAsync(port);

        // The port of the admin address is in no output that can be relied on, so it is chosen here, and again if it has been taken.
        for (var attempt = 1; !await TryStartAsync(host); attempt++)
        {
            await StopAsync(host.Ports[0]);
            if (attempt == 3 || host.AdminPort is null)
            {
                _faults.Add($"{_page.Name}({command.Line}): '{command.Text}' ends:\n{string.Join('\n', _latest!.Output)}");
                return;
            }
        }

        if (Transcript.FirstMissing(
            command.DisplayText.TakeWhile(line => line.Length > 0), _latest!.Output.Select(_addresses.ToShown)) is { } missing)
            _faults.Add($"{_page.Name}({command.Line}): '{command.Text}' doesn't print '{missing}', but:\n"
                + $"{string.Join('\n', _latest.Output)}");
    }

    private async Task<bool> TryStartAsync(HostCommand host)
    {
        if (host.AdminPort is { } adminPort)
            _addresses.Add(adminPort, PageAddresses.FindFree());

        var text = _addresses.ToActual(host.Text);
        _latest = PageTool.IsAlone(text)
            ? PageHost.Start(await RequestAsync(text))
            : PageHost.Start(Bash(
                Prelude + text.Replace("gatewaykit ", """exec dotnet "$TOOL_DLL" """, StringComparison.Ordinal), FolderOf(host)));
        _hosts[host.Ports[0]] = _latest;
        var listening = 0;
        return await _latest.ReadUntilAsync(line =>
        {
            if (HostCommand.IsListening(line))
                _addresses.Add(host.Ports[listening++], PageAddresses.Of(line).Single());
            return listening == host.Ports.Count;
        });
    }

    private string FolderOf(HostCommand host)
        => host.Sample is { } sample ? Path.GetDirectoryName(_variables[HostCommand.VariableOf(sample)])! : _folder;

    /// <summary>Returns the command of the tool with the arguments as bash reads them.</summary>
    private async Task<ResidentRequest> RequestAsync(string command)
    {
        using var bash = Process.Start(Bash($$"""
            set -euo pipefail
            gatewaykit() { printf '%s\0' "$@"; }
            {{command}}
            """, _folder))!;
        var words = await bash.StandardOutput.ReadToEndAsync().WaitAsync(Patience);
        await bash.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, bash.ExitCode);
        return new ResidentRequest(_folder, _variables, words[..^1].Split('\0'));
    }

    private async Task StopAsync(string port)
    {
        if (_hosts.Remove(port, out var host))
            await host.DisposeAsync();
    }

    /// <summary>Waits until the host that was started last has printed what a block shows.</summary>
    private async Task ExpectAsync(Block block)
    {
        var shown = block.Code.TrimEnd('\n').Split('\n');
        if (_latest is not null && Transcript.FirstMissing(shown, Seen()) is not null)
            await _latest.ReadUntilAsync(_ => Transcript.FirstMissing(shown, Seen()) is null);
        if (_latest is null || Transcript.FirstMissing(shown, Seen()) is not null)
            _faults.Add($"{_page.Name}({block.Line}): the host that the page started last has not printed this output.");

        IEnumerable<string> Seen() => _latest.Output.Select(line => _addresses.ToShown(Transcript.WithoutLogHead(line)));
    }

    private ProcessStartInfo Bash(string script, string folder)
    {
        var start = new ProcessStartInfo("bash", ["-c", script])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _variables)
            start.Environment[name] = value;
        return start;
    }

    [GeneratedRegex(@"^export (\w+)=(.*)$")]
    private static partial Regex Export();
}
