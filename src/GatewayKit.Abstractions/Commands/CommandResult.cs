namespace GatewayKit;

/// <summary>What came of a command.</summary>
public readonly record struct CommandResult
{
    private CommandResult(bool isDone, string message) => (IsDone, Message) = (isDone, message);

    /// <summary>The plugin has no such command. It is also what <c>default</c> means.</summary>
    public static CommandResult Unknown => default;

    /// <summary>Whether it was done.</summary>
    public bool IsDone { get; }

    /// <summary>What was done, or why nothing was, in a sentence; null for a command that the plugin has not.</summary>
    public string? Message { get; }

    /// <summary>It was done.</summary>
    /// <param name="message">What was done.</param>
    public static CommandResult Done(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return new CommandResult(true, message);
    }

    /// <summary>It can't be done, because an argument is wrong.</summary>
    /// <param name="reason">What is wrong, and what is allowed.</param>
    public static CommandResult Refused(string reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return new CommandResult(false, reason);
    }

    /// <summary>The result as the completed task that a synchronous hook returns.</summary>
    /// <param name="result">The result.</param>
    public static implicit operator ValueTask<CommandResult>(CommandResult result) => new(result);

    /// <summary>The result as the completed task that a synchronous hook returns.</summary>
    public ValueTask<CommandResult> ToValueTask() => new(this);
}
