using System.CommandLine;
using Groundwright.Cli.Parsing;
using Groundwright.Core.Problems;

namespace Groundwright.Cli.Commands;

/// <summary><c>gw completion</c></summary>
internal static class Completion
{
    /// <summary>The command.</summary>
    public static CommandNode Command(CommandHost host)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish" };
        shell.CompletionSources.Add("bash", "zsh", "fish");
        shell.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !Scripts.ContainsKey(result.Tokens[0].Value)) result.AddError($"there is no completion for `{result.Tokens[0].Value}`: say bash, zsh or fish");
        });
        return new CommandNode("completion", "Prints the completion script of a shell",
            "source <(gw completion bash)                               # in ~/.bashrc",
            "gw completion zsh > \"${fpath[1]}/_gw\"                      # once",
            "gw completion fish > ~/.config/fish/completions/gw.fish    # once") { shell }
            .Runs(host, parse => parse.GetRequiredValue(shell), (name, context, _) =>
            {
                context.Print(Scripts[name]);
                return Task.FromResult(ExitCode.Ok);
            });
    }

    // The scripts only pass the words on: what can follow is known by the command tree alone (`gw complete`).
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            # Completion of gw for bash. In ~/.bashrc: source <(gw completion bash)
            _gw() {
              local IFS=$'\n' line
              COMPREPLY=()
              while IFS= read -r line; do
                COMPREPLY+=("${line%%$'\t'*}")
              done < <("${COMP_WORDS[0]}" complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
              # No candidate: complete file names.
              if [ ${#COMPREPLY[@]} -eq 0 ]; then compopt -o default 2>/dev/null; fi
            }
            complete -F _gw gw

            """,
        ["zsh"] = """
            #compdef gw
            # Completion of gw for zsh. Once: gw completion zsh > "${fpath[1]}/_gw"
            _gw() {
              local -a candidates
              local line
              while IFS= read -r line; do
                local name="${line%%$'\t'*}" text=""
                [[ "$line" == *$'\t'* ]] && text="${line#*$'\t'}"
                candidates+=("${name//:/\\:}:${text}")
              done < <("${words[1]}" complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)
              if (( ${#candidates} )); then _describe 'gw' candidates; else _files; fi
            }
            if [ "$funcstack[1]" = "_gw" ]; then _gw "$@"; else compdef _gw gw; fi

            """,
        ["fish"] = """
            # Completion of gw for fish. Once: gw completion fish > ~/.config/fish/completions/gw.fish
            function __gw_complete
              set -l words (commandline -opc) (commandline -ct)
              command $words[1] complete -- $words[2..-1] 2>/dev/null
            end
            complete -c gw -f -a '(__gw_complete)'

            """,
    };
}
