using System.Diagnostics;
using System.Globalization;
using Groundwright.Core.Problems;
using Groundwright.Core.Requests;
using Groundwright.Core.Runs;
using Groundwright.Core.Runs.Journal;
using Groundwright.Core.Runs.Store;
using Groundwright.Core.Worktrees;

// A process that uses a run store, to be killed, frozen and traced: store-probe <verb> <git directory> <run id> [count].
// It prints a line only for what the store has acknowledged; a problem is printed as "problem GWnnnn" and ends it with 1.
using var output = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
var actor = new Actor("probe", "os-user");
var store = new FileRunStore(args[1], TimeProvider.System, text => text, Summarize);
var id = args.Length > 2 ? args[2] : "";
var count = args.Length > 3 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 0;
try
{
    switch (args[0])
    {
        case "create":
            using (store.Create(Started(id))) Say("created");
            break;
        case "append":
            AppendMany();
            break;
        case "hold":
            using (store.Open(id))
            {
                Say("holds");
                Thread.Sleep(Timeout.Infinite);
            }
            break;
        case "look":
            for (var i = 0; i < count; i++) store.OwnerOf(id);
            break;
        case "post":
            for (var i = 1; i <= count; i++)
            {
                store.Post(id, new CancelRun($"{Environment.ProcessId}:{i}", false) { Actor = actor });
                Say($"posted {Environment.ProcessId}:{i}");
            }
            break;
        case "summarize":
            using (var journal = store.Open(id))
                for (var i = 1; i <= count; i++)
                    journal.Summarize(Summarize(journal.Events) with { Phase = i.ToString(CultureInfo.InvariantCulture) });
            break;
        case "list":
            var watch = Stopwatch.StartNew();
            Say($"{store.List().Count} runs in {watch.Elapsed.TotalMilliseconds:F1} ms");
            break;
        default:
            throw new ArgumentException($"no verb {args[0]}");
    }
    return 0;
}
catch (GroundwrightException fault)
{
    Say($"problem {fault.Problem.Code.Id} {fault.Problem.Summary} | {fault.Problem.Detail}");
    return 1;
}

void AppendMany()
{
    using var journal = store.Open(id);
    Say($"opened {journal.Events.Count}");
    for (var i = 0; i < count; i++)
    {
        // Every third event waits for the next, as the start of a step without effects does.
        var waits = journal.Events.Count % 3 == 0;
        var written = AppendOne(journal, durable: !waits);
        if (!waits) Say($"acknowledged {written.Sequence} {Environment.ProcessId}");
    }
}

RunEvent AppendOne(IRunJournal journal, bool durable)
{
    var next = new PhaseStarted($"p{journal.Events.Count + 1}", Environment.ProcessId);
    try
    {
        return journal.Append(next, durable);
    }
    catch (GroundwrightException)
    {
        // A journal that failed once must refuse from then on, whatever the disk would say now.
        try
        {
            journal.Append(next);
            Say("SECOND APPEND WENT THROUGH");
        }
        catch (GroundwrightException fault)
        {
            Say($"poisoned {fault.Problem.Code.Id}");
        }
        throw;
    }
}

void Say(string line) => output.WriteLine(line);

static RunStarted Started(string id) => new(JournalFormat.Version, id,
    new Request { Title = "Probe", Body = "", Source = "probe", Trusted = true }, new Actor("probe", "os-user"),
    new BranchTip("main", "0000"), new ConfigurationSource(null, "", false), "0");

static RunSummary Summarize(IReadOnlyList<RunEvent> events)
{
    var started = (RunStarted)events[0];
    var phase = events.OfType<PhaseStarted>().LastOrDefault();
    return new RunSummary(started.RunId, started.Request.Title, null, "sdlc", RunStatus.Running, phase?.Phase, started.At, events[^1].At);
}
