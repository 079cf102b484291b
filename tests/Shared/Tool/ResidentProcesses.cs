using System.Collections.Concurrent;

namespace GatewayKit.Tests.Shared;

/// <summary>
/// Processes of a program for commands of tests. Each runs one command at a time, from its entry point to its exit code, and then the
/// next: a process for each command would compile the program again, which takes longer than most commands.
/// </summary>
/// <param name="program">The path of the program's assembly.</param>
/// <param name="mergesErrors">Whether stderr is written to stdout.</param>
internal sealed class ResidentProcesses(string program, bool mergesErrors = false)
{
    private readonly ConcurrentStack<ResidentProcess> _idle = [];

    /// <summary>Starts a command.</summary>
    /// <param name="request">The command.</param>
    /// <param name="output">Gets each line of stdout, and null at the end.</param>
    /// <param name="errors">Gets each line of stderr, and null at the end.</param>
    public ResidentCommand Start(ResidentRequest request, Action<string?> output, Action<string?> errors)
    {
        while (_idle.TryPop(out var idle))
        {
            try
            {
                return Run(idle);
            }
            catch (IOException)
            {
                // It has ended since its last command.
                idle.Dispose();
            }
        }

        return Run(ResidentProcess.Start(program, mergesErrors));

        ResidentCommand Run(ResidentProcess process)
        {
            var command = new ResidentCommand(process, this, output, errors);
            process.Run(command, request);
            return command;
        }
    }

    /// <summary>Takes back a process whose command has been disposed.</summary>
    public void Return(ResidentProcess process, bool isReusable)
    {
        if (isReusable && !process.HasExited)
        {
            _idle.Push(process);
            return;
        }

        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }
}
